using System.Diagnostics;
using TestHarness.Clocks;
using TestHarness.Failures;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

public sealed partial class LiveMigration
{
    private const string AtRest = "postmigrate";
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private async Task<MigrationStatus> WaitForEndAsync(IProgress<MigrationInfo>? progress, CancellationToken cancellationToken)
    {
        using var reporting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = ReportAsync(progress, reporting.Token);
        try
        {
            var end = await _source.Events.WaitAsync(
                MigrationStatusText.IsEnd, _sourceEvents, _options.Timeout, "the end of the migration", cancellationToken);
            return MigrationStatusText.Parse(end.Text("status")!);
        }
        catch (HarnessException exception) when (_last is not null && !_source.Closed.IsCompleted && !reports.IsCompleted)
        {
            // QEMU answers, and the migration goes on: the time limit is over.
            throw new HarnessException(
                FailureClass.Migration,
                $"the migration did not end within {_options.Timeout.TotalSeconds} s: {Describe(_last)}; {exception.Detail}"
                + await DestinationSilenceAsync(cancellationToken),
                exception);
        }
        finally
        {
            await reporting.CancelAsync();
            await reports;
        }
    }

    /// <summary>Returns why the destination does not answer; nothing when it does.</summary>
    private async Task<string> DestinationSilenceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _destination.QueryStatusAsync(cancellationToken);
            return "";
        }
        catch (HarnessException exception)
        {
            return $"; {exception.Detail}";
        }
    }

    private static string Describe(MigrationInfo info) => info.Ram is not { } ram
        ? $"it is {info.Status.ToText()}"
        : FormattableString.Invariant(
            $"it is {info.Status.ToText()} in pass {ram.DirtySyncCount}, {ram.Remaining / 1048576.0:0.#} MiB remain, ")
            + FormattableString.Invariant($"{ram.Transferred / 1048576.0:0.#} MiB were transferred");

    /// <summary>Queries the progress at an interval until the wait is cancelled: QEMU has no event for it.</summary>
    private async Task ReportAsync(IProgress<MigrationInfo>? progress, CancellationToken cancellationToken)
    {
        var pace = new SamplingPace(ProgressInterval);
        try
        {
            while (true)
            {
                await pace.NextAsync(null, cancellationToken);
                var info = await LookAsync(cancellationToken);
                progress?.Report(info);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or HarnessException)
        {
            // The migration or the source has ended; WaitForEndAsync reports which.
        }
    }

    /// <summary>Queries the migration, and keeps the highest throttle percentage: QEMU reports none after the end.</summary>
    private async Task<MigrationInfo> LookAsync(CancellationToken cancellationToken)
    {
        var info = await _source.QueryMigrateAsync(cancellationToken);
        _throttle = Math.Max(_throttle, info.CpuThrottlePercentage ?? 0);
        _last = info;
        return info;
    }

    private async Task CheckSwitchoverAsync(CancellationToken cancellationToken)
    {
        await _destination.Events.WaitAsync("RESUME", _destinationEvents, StateTimeout, cancellationToken);
        var destination = await _destination.QueryStatusAsync(cancellationToken);
        var source = await SourceAtRestAsync(cancellationToken);
        var arrived = await ArrivedAsync(cancellationToken);
        if (source.Status != AtRest || !destination.Running || arrived != MigrationStatus.Completed)
        {
            throw new HarnessException(
                FailureClass.Migration,
                $"the migration completed, but {_source.Name} is {source.Status} (expected postmigrate), {_destination.Name} "
                + $"is {destination.Status} (expected running) and reports the migration as {arrived.ToText()} "
                + "(expected completed)");
        }
    }

    /// <summary>
    /// Waits until the source has come to rest. QEMU reports "completed" a moment before it fills in the times and comes to rest,
    /// both in one step, and has no event for that.
    /// </summary>
    private async Task<RunStatus> SourceAtRestAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = await _source.QueryStatusAsync(cancellationToken);
            if (status.Status == AtRest || Stopwatch.GetElapsedTime(start) > StateTimeout)
                return status;

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Waits for the end of the migration on the destination, which may resume the guest a moment before it reports "completed"
    /// (postcopy fetches the rest).
    /// </summary>
    private async Task<MigrationStatus> ArrivedAsync(CancellationToken cancellationToken)
    {
        var end = await _destination.Events.WaitAsync(
            MigrationStatusText.IsEnd, _destinationEvents, StateTimeout, "the arrival of the guest", cancellationToken);
        return MigrationStatusText.Parse(end.Text("status")!);
    }

    private async Task CheckSourceGoesOnAsync(MigrationStatus end, CancellationToken cancellationToken)
    {
        if (_source.Events.Since(_sourceEvents).LastOrDefault(e => e.Name == "STOP") is { } stop)
            await _source.Events.WaitAsync("RESUME", stop.Index, StateTimeout, cancellationToken);

        var status = await _source.QueryStatusAsync(cancellationToken);
        if (!status.Running)
        {
            throw new HarnessException(
                FailureClass.Migration,
                $"after a migration that was {end.ToText()}, {_source.Name} must run the guest but is {status.Status}");
        }
    }

    private async Task<string?> DestinationErrorAsync()
    {
        try
        {
            if (!_destination.Closed.IsCompleted)
                return (await _destination.QueryMigrateAsync(CancellationToken.None)).ErrorDesc;
        }
        catch (HarnessException) when (_destination.Closed.IsCompleted)
        {
            // The destination ended while it answered; the text below reports its end.
        }

        return $"{_destination.Name} is gone: {await _destination.Closed}";
    }
}
