using System.Diagnostics;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>One migration of one guest between two QEMUs, from its start on. QEMU's events decide how it ends.</summary>
public sealed partial class LiveMigration
{
    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(30);

    private readonly QmpClient _source;
    private readonly QmpClient _destination;
    private readonly MigrationOptions _options;
    private readonly long _sourceEvents;
    private readonly long _destinationEvents;
    private readonly DateTimeOffset _start;
    private int _throttle;
    private MigrationInfo? _last;

    private LiveMigration(QmpClient source, QmpClient destination, MigrationOptions options)
    {
        _source = source;
        _destination = destination;
        _options = options;
        _sourceEvents = source.Events.Position;
        _destinationEvents = destination.Events.Position;
        _start = SteadyClock.Shared.Now;
    }

    /// <summary>
    /// Checks both QEMUs, sets capabilities and parameters, and starts the migration; of a postcopy, waits until it has begun.
    /// </summary>
    /// <param name="listenUri">The address on which the destination listens, for example <c>tcp:127.0.0.1:0</c>.</param>
    /// <param name="destinationAddress">
    /// The name or address by which the source's host reaches the destination's; null for the address that QEMU reports.
    /// </param>
    /// <exception cref="HarnessException">
    /// Class preflight: every reason why the migration cannot be started. Class migration: postcopy does not begin.
    /// </exception>
    public static async Task<LiveMigration> StartAsync(
        QmpClient source,
        QmpClient destination,
        MigrationOptions options,
        string listenUri,
        string? destinationAddress = null,
        CancellationToken cancellationToken = default)
    {
        await MigrationPreflight.CheckAsync(source, destination, options, cancellationToken);
        await MigrationSetup.ApplyAsync(source, destination, options, cancellationToken);
        var address = await destination.MigrateIncomingAsync(listenUri, cancellationToken);

        var migration = new LiveMigration(source, destination, options);
        await source.MigrateAsync(address.ToUri(destinationAddress), cancellationToken: cancellationToken);
        if (options.Mode == MigrationMode.Postcopy)
            await migration.SwitchToPostcopyAsync(cancellationToken);
        return migration;
    }

    /// <summary>Waits until the source sends guest memory.</summary>
    public Task WaitUntilActiveAsync(CancellationToken cancellationToken = default) =>
        _source.Events.WaitAsync(
            IsPass, _sourceEvents, StateTimeout, "the first pass over the guest's memory (MIGRATION_PASS)", cancellationToken);

    /// <summary>Waits until QEMU slows the guest down (auto-converge), by polling: QEMU has no event for that.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: the migration ended first, or QEMU did not slow the guest down in time.
    /// </exception>
    /// <returns>The share of its CPU time that is taken from the guest, in percent.</returns>
    public async Task<int> WaitUntilThrottledAsync(CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(ProgressInterval);
        var start = Stopwatch.GetTimestamp();
        MigrationInfo info;
        do
        {
            info = await LookAsync(cancellationToken);
            if (info.CpuThrottlePercentage > 0)
                return info.CpuThrottlePercentage.Value;
        }
        while (!info.Status.IsFinal() && Stopwatch.GetElapsedTime(start) < _options.Timeout
            && await timer.WaitForNextTickAsync(cancellationToken));
        throw new HarnessException(
            FailureClass.Migration,
            $"{_source.Name}: expected the guest to be slowed down within {_options.Timeout.TotalSeconds:0.#} s "
            + "(cpu-throttle-percentage), "
            + $"found: {info.StatusText} after {info.Ram?.DirtySyncCount ?? 0} passes, "
            + $"{info.Ram?.DirtyPagesRate ?? 0} pages dirtied in a second, {info.Ram?.Mbps ?? 0:0} Mbit/s");
    }

    /// <summary>
    /// Cancels the migration; the guest must continue on the source. QEMU closes the return path before it notes that it cancels,
    /// and reports "failed" when its own thread sees that first (seen with 7.2); the result is "cancelled" all the same.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class migration: a postcopy has begun, after which the source is no longer up to date.
    /// </exception>
    public async Task<LegResult> CancelAsync(CancellationToken cancellationToken = default)
    {
        if (IsInPostcopy)
            throw new HarnessException(
                FailureClass.Migration,
                $"{_source.Name}: a postcopy that has begun cannot be cancelled: the guest runs on {_destination.Name} already, "
                + "and the source lacks what the guest has changed since; cancel a precopy, or let the destination die");
        await _source.MigrateCancelAsync(cancellationToken);
        var result = await CompleteAsync(null, cancellationToken);
        return result.Status == MigrationStatus.Failed ? result with { Status = MigrationStatus.Cancelled } : result;
    }

    /// <summary>
    /// Waits for the end of the migration, and checks the states of both QEMUs after a completed one, the source's after another.
    /// </summary>
    /// <exception cref="HarnessException">
    /// Class migration: the migration does not end in time, or a QEMU is not in the state that its end requires.
    /// </exception>
    public async Task<LegResult> CompleteAsync(IProgress<MigrationInfo>? progress, CancellationToken cancellationToken = default)
    {
        var end = await WaitForEndAsync(progress, cancellationToken);
        var window = new LegWindow(_start, SteadyClock.Shared.Now);
        if (end == MigrationStatus.Completed)
            await CheckSwitchoverAsync(cancellationToken);
        else
            await CheckSourceGoesOnAsync(end, cancellationToken);
        var info = await _source.QueryMigrateAsync(cancellationToken);
        if (end == MigrationStatus.Completed && _options.MultifdChannels > 0 && info.Ram?.MultifdBytes is not > 0)
            throw new HarnessException(
                FailureClass.Migration, $"{_source.Name}: multifd was asked for, but nothing was sent over its channels");
        var error = info.ErrorDesc ?? await DestinationErrorAsync();
        var result = new LegResult(_source.Name, _destination.Name, end, error, info, window);
        var mode = await ReadModeAsync(info, cancellationToken);
        return result with { Statistics = result.Statistics with { Mode = mode } };
    }

    /// <summary>Reads from the source how it migrated, whatever the harness asked for.</summary>
    private async Task<LegMode> ReadModeAsync(MigrationInfo info, CancellationToken cancellationToken)
    {
        var parameters = await _source.QueryMigrateParametersAsync(cancellationToken);
        var capabilities = await _source.QueryMigrateCapabilitiesAsync(cancellationToken);
        return LegMode.Of(info) with
        {
            MultifdChannels = parameters.TryGetValue("multifd-channels", out var channels) ? channels.GetInt32() : null,
            AutoConverge = capabilities.GetValueOrDefault("auto-converge"),
            Throttle = _throttle,
        };
    }

    private async Task SwitchToPostcopyAsync(CancellationToken cancellationToken)
    {
        await WaitUntilActiveAsync(cancellationToken);
        await _source.MigrateStartPostcopyAsync(cancellationToken);
        await _source.Events.WaitAsync(
            e => MigrationStatusText.IsEnd(e) || IsPostcopy(e),
            _sourceEvents,
            StateTimeout,
            "the start of postcopy",
            cancellationToken);
        if (!IsInPostcopy)
            throw new HarnessException(
                FailureClass.Migration, $"{_source.Name}: the migration ended before postcopy began; limit its bandwidth");
    }

    private bool IsInPostcopy => _source.Events.Since(_sourceEvents).Any(IsPostcopy);

    private static bool IsPass(QmpEvent e) => e.Name == "MIGRATION_PASS";

    private static bool IsPostcopy(QmpEvent e) => MigrationStatusText.Of(e) == MigrationStatus.PostcopyActive;
}
