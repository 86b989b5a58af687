using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Qmp.Machine;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>Makes the checks that need no leg: the guest, the hosts, its QEMU's block devices and the load.</summary>
    public async Task<HealthReport> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var hosts = _lab.CheckHostsAsync(cancellationToken);
        var guest = CheckAnswerAsync(hosts, cancellationToken);
        // After the guest: a guest that does not answer may have been stopped for an error of a block device.
        await ((Task)guest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var blocks = MachineCheck.BlockDevicesAsync(Guest.Machine.Qmp, _blockStats, cancellationToken);
        await ((Task)Task.WhenAll(hosts, blocks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Task<HealthReport>[] checks = [guest, hosts, blocks];
        var report = HealthReport.Combine(checks.Where(check => check.IsCompletedSuccessfully).Select(check => check.Result));
        _lab.Unmade.Add(report);
        await ThrowIfFailedAsync("", "beside that", report, checks);
        return report;
    }

    private async Task<HealthReport> CheckAnswerAsync(Task<HealthReport> hosts, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckGuestAsync(cancellationToken);
        }
        catch (HarnessException silent) when (silent.FailureClass == FailureClass.GuestHealth)
        {
            await WriteProcessorsAsync(cancellationToken);
            await hosts;
            // What keeps the guest from answering may be in a host's log by now.
            var answer = new HealthFinding(HealthCheck.GuestAnswer, Guest.Machine.Name, HealthSeverity.Critical, silent.Detail);
            return HealthReport.Combine(HealthReport.Of(answer), await _lab.CheckHostsAsync(cancellationToken));
        }
    }

    /// <summary>Checks again and again; nothing tells when a guest's kernel gives up a disk, so that it is polled.</summary>
    /// <exception cref="HarnessException">Class guest-health: something is not well.</exception>
    public async Task CheckHealthForAsync(TimeSpan period, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        do
            (await CheckHealthAsync(cancellationToken)).ThrowIfUnhealthy("in the scenario");
        while (Stopwatch.GetElapsedTime(start) < period);
    }

    /// <summary>The guest is where it must be, its QEMU runs it, and all is well with it.</summary>
    public async Task<HealthReport> CheckRunsOnAsync(GuestPlace place, CancellationToken cancellationToken = default)
    {
        var status = await Guest.Machine.Qmp.QueryStatusAsync(cancellationToken);
        return Place == place && status.Running
            ? await CheckHealthAsync(cancellationToken)
            : HealthReport.Of(new HealthFinding(
                HealthCheck.GuestPlace,
                Guest.Machine.Name,
                HealthSeverity.Critical,
                $"expected it to run on {place.Name}, found it {status.Status} on {Place.Name}"));
    }

    /// <summary>A QEMU that does not answer either is told by other checks.</summary>
    private async Task WriteProcessorsAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lab.Evidence.Write($"{_name}-processors.txt", await Guest.Machine.Qmp.DescribeProcessorsAsync(cancellationToken));
        }
        catch (HarnessException unanswered) when (unanswered.FailureClass == FailureClass.Qmp)
        {
        }
    }

    private async Task<HealthReport> CheckGuestAsync(CancellationToken cancellationToken)
    {
        var load = _loadRuns ? Load : null;
        var (report, status) = await _watch.CheckAsync(load?.StatusScript ?? "", cancellationToken);
        _lab.Allowed.Add(report);
        try
        {
            load?.CheckRunning(status);
        }
        catch (HarnessException ended) when (!report.Findings.IsEmpty)
        {
            throw new HarnessException(ended.FailureClass, $"{ended.Detail}\n{report.Describe("in the guest")}", ended);
        }

        return report;
    }
}
