using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Qmp.Machine;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>The checks that need no leg: the guest, the hosts, its QEMU's block devices and the load.</summary>
    public async Task<HealthReport> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var guest = CheckGuestAsync(cancellationToken);
        var hosts = _lab.CheckHostsAsync(cancellationToken);
        var blocks = MachineCheck.BlockDevicesAsync(Guest.Machine.Qmp, _blockStats, cancellationToken);
        try
        {
            return HealthReport.Combine(await guest, await hosts, await blocks);
        }
        catch (HarnessException silent) when (silent.FailureClass == FailureClass.GuestHealth && guest.IsFaulted)
        {
            // What keeps the guest from answering may be in a host's log by now.
            await WriteProcessorsAsync(cancellationToken);
            var answer = HealthReport.Of(new HealthFinding("answer", Guest.Machine.Name, HealthSeverity.Critical, silent.Detail));
            return HealthReport.Combine(answer, await hosts, await _lab.CheckHostsAsync(cancellationToken));
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
                "place", Guest.Machine.Name, HealthSeverity.Critical, $"expected it to run on {place.Name}, found it {status.Status} on {Place.Name}"));
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
        load?.CheckRunning(status);
        return report;
    }
}
