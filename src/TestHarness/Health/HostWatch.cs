using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health.KernelLog;
using TestHarness.Hosts;

namespace TestHarness.Health;

/// <summary>
/// The watch over a host's kernel since the last check: its log, its taint, core dumps, and whether it is the same boot.
/// </summary>
public sealed class HostWatch
{
    /// <summary>
    /// Prints the taint, the boot ID, and the core files, each on a line. $1: a find -path pattern, or nothing; $2: the folder.
    /// </summary>
    private const string StateScript = $$"""
        cat {{KernelTaint.Path}} {{GuestIdentity.BootIdPath}} || exit
        [ -z "$1" ] || find "$2" -maxdepth 1 -path "$1" 2>/dev/null; true
        """;

    private const string NewBoot =
        "the host was booted again since the last check: the records of its kernel until now were not read";

    private readonly IHost _host;
    private readonly KernelLogReader _log;
    private readonly AllowList _allowList;
    private readonly CoreDumps _cores;
    private KernelLogJudge _judge;
    private KernelLogReading _last;
    private State _state;

    private HostWatch(
        IHost host, KernelLogReader log, AllowList allowList, CoreDumps cores, KernelLogReading mark, State state)
    {
        (_host, _log, _allowList, _cores, _last, _state) = (host, log, allowList, cores, mark, state);
        _judge = new KernelLogJudge(allowList);
    }

    /// <summary>The host.</summary>
    public IHost Host => _host;

    /// <summary>The loss of a path that the scenario expects; null when it expects none.</summary>
    public ExpectedPathLoss? PathLoss
    {
        get => _judge.PathLoss;
        set => _judge.PathLoss = value;
    }

    /// <summary>All records since the start of the watch, for the evidence.</summary>
    public KernelLogHistory Records { get; private set; } = KernelLogHistory.Empty;

    /// <summary>Starts a watch at the host's present state.</summary>
    public static async Task<HostWatch> StartAsync(IHost host, AllowList allowList, CancellationToken cancellationToken = default)
    {
        var log = new KernelLogReader(host);
        var marking = log.MarkAsync(cancellationToken);
        var looking = LookAsync();
        await Task.WhenAll(marking, looking);
        var (cores, state) = await looking;
        return new HostWatch(host, log, allowList, cores, await marking, state);

        async Task<(CoreDumps Cores, State State)> LookAsync()
        {
            var result = await host.RunAsync(
                new Command("cat", CoreDumps.PatternPath, KernelTaint.Path, GuestIdentity.BootIdPath), cancellationToken);
            var lines = result.StandardOutput.Split('\n');
            var cores = CoreDumps.OfPattern(result.ExitCode == 0 ? lines[0] : "");
            return result.ExitCode == 0 && cores.SearchPath is null
                ? (cores, new State(KernelTaint.Parse(lines[1]), lines[2], []))
                : (cores, await ReadStateAsync(host, cores, cancellationToken));
        }
    }

    /// <summary>
    /// Starts a new watch over a host that was rebooted on purpose; the records and the expected loss are kept.
    /// </summary>
    public async Task<HostWatch> StartAgainAsync(CancellationToken cancellationToken = default)
    {
        var next = await StartAsync(_host, _allowList, cancellationToken);
        (next.PathLoss, next.Records) = (PathLoss, Records);
        return next;
    }

    /// <summary>Makes the checks of the host. When the log cannot be read, the next check reads it from the same place.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var readingLog = ReadLogAsync(cancellationToken);
        var readingState = ReadStateAsync(_host, _cores, cancellationToken);
        await Task.WhenAll(readingLog, readingState);
        var (reading, state) = (await readingLog, await readingState);
        if (state.BootId != _state.BootId)
            reading = await MarkNewBootAsync(cancellationToken);
        var report = HealthReport.Combine(
            CompareBoots(state.BootId),
            _judge.Judge(reading, KernelLogOwner.Host, _host.Name),
            KernelTaint.Compare(HealthCheck.HostTaint, _host.Name, _state.Taint, state.Taint),
            _cores.Compare(_host.Name, _state.Cores, state.Cores));
        Records = Records.Add(reading.Records);
        (_last, _state) = (reading, state);
        return report;
    }

    /// <summary>
    /// Reads the log after the last record that was seen. When no record could be seen yet, finds the end of the log, after which
    /// the next check reads: records from before the scenario are not judged.
    /// </summary>
    private async Task<KernelLogReading> ReadLogAsync(CancellationToken cancellationToken)
    {
        if (_last.HasCursor)
            return await _log.ReadAsync(
                _last.Cursor, () => _judge.Begin(KernelLogOwner.Host, _host.Name), cancellationToken);

        var mark = await _log.MarkAsync(cancellationToken);
        return mark with { NotReadable = mark.NotReadable ?? $"it could not be read until now: {_last.NotReadable}" };
    }

    /// <summary>
    /// Finds the end of the log of a new boot, and makes a new judge, because the state of the old one belongs to the boot
    /// before.
    /// </summary>
    private async Task<KernelLogReading> MarkNewBootAsync(CancellationToken cancellationToken)
    {
        _judge = new KernelLogJudge(_allowList) { PathLoss = PathLoss };
        return await _log.MarkAsync(cancellationToken) with { NotReadable = NewBoot };
    }

    private HealthReport CompareBoots(string bootId) => bootId == _state.BootId
        ? HealthReport.Made(HealthCheck.HostBoot)
        : HealthReport.Made(HealthCheck.HostBoot, new HealthFinding(
            HealthCheck.HostBoot,
            _host.Name,
            HealthSeverity.Critical,
            $"the host was booted again: boot ID {_state.BootId} became {bootId}"));

    private static async Task<State> ReadStateAsync(IHost host, CoreDumps cores, CancellationToken cancellationToken)
    {
        var result = await host.RunAsync(
            Command.Shell(StateScript, cores.SearchPath ?? "", cores.Folder ?? ""), cancellationToken);
        var lines = result.OrThrow(FailureClass.GuestHealth).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new State(KernelTaint.Parse(lines[0]), lines[1], [.. lines.Skip(2)]);
    }

    private sealed record State(ulong Taint, string BootId, ImmutableArray<string> Cores);
}
