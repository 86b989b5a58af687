using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Qmp.Block;
using TestHarness.Qmp.Machine;

namespace TestHarness.Labs.Guests;

/// <summary>The checks of a guest, its QEMU and the hosts that need no leg.</summary>
public sealed class GuestHealth
{
    private readonly Lab _lab;
    private readonly PlacedGuest _guest;
    private readonly GuestDisks _disks;
    private readonly GuestWatch? _watch;
    private ImmutableArray<BlockStats> _blockStats;

    private GuestHealth(
        Lab lab, PlacedGuest guest, GuestDisks disks, GuestWatch? watch, ImmutableArray<BlockStats> blockStats) =>
        (_lab, _guest, _disks, _watch, _blockStats) = (lab, guest, disks, watch, blockStats);

    /// <summary>Waits for the guest's disk, and begins the watches.</summary>
    internal static async Task<GuestHealth> StartAsync(
        Lab lab, PlacedGuest guest, GuestDisks disks, CancellationToken cancellationToken)
    {
        var watch = guest.Guest.Answers
            ? await GuestWatch.StartAsync(
                guest.Guest.Shell,
                lab.AllowList,
                string.Join('\n', guest.Disks.Select(disk => WaitFor(disk.Path))),
                lab.Environment.Timeouts.Command,
                cancellationToken)
            : null;
        var blocks = await guest.Guest.Machine.Qmp.QueryBlockStatsAsync(cancellationToken);
        return new GuestHealth(lab, guest, disks, watch, blocks);
    }

    /// <summary>Returns a script that waits in the guest for a disk.</summary>
    /// <remarks>The kernel finds disks asynchronously and busybox has nothing to wait for one with, hence the poll.</remarks>
    internal static string WaitFor(string disk) => $"until [ -b {disk} ]; do sleep 0.02; done";

    /// <summary>The findings so far that are failures; those of a leg's other checks are in its report.</summary>
    public FoundFaults Faults { get; } = new();

    /// <summary>The guest's kernel log since the watch began.</summary>
    internal string KernelLog => _watch?.Records.ToString() ?? "";

    /// <summary>Checks the guest, the hosts, the block devices of the guest's QEMU and the load.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var hosts = _lab.HostChecks.CheckAsync(cancellationToken);
        var guest = CheckAnswerAsync(hosts, cancellationToken);
        // These checks come after the guest's: a guest that does not answer may have been stopped for an error of a block device.
        await ((Task)guest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var blocks = CheckBlocksAsync(hosts, cancellationToken);
        await ((Task)Task.WhenAll(hosts, blocks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Task<HealthReport>[] checks = [guest, hosts, blocks];
        var report = CheckFailures.Combine(checks);
        _lab.Unmade.Add(report);
        Faults.Add(report);
        await CheckFailures.ThrowIfAnyAsync("", "beside that", report, checks);
        return report;
    }

    /// <summary>Repeats the checks until a time is over: nothing reports when a guest's kernel gives up a disk.</summary>
    /// <exception cref="HarnessException">Class guest-health: a check found something.</exception>
    public async Task CheckForAsync(TimeSpan period, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        do
            (await CheckAsync(cancellationToken)).ThrowIfUnhealthy("in the scenario");
        while (Stopwatch.GetElapsedTime(start) < period);
    }

    /// <summary>Checks that the guest runs on a place, and makes the checks of <see cref="CheckAsync"/>.</summary>
    public async Task<HealthReport> CheckRunsOnAsync(GuestPlace place, CancellationToken cancellationToken = default)
    {
        var status = await _guest.Guest.Machine.Qmp.QueryStatusAsync(cancellationToken);
        return _guest.Place == place && status.Running
            ? HealthReport.Combine(HealthReport.Made(HealthCheck.GuestPlace), await CheckAsync(cancellationToken))
            : HealthReport.Made(HealthCheck.GuestPlace, new HealthFinding(
                HealthCheck.GuestPlace,
                _guest.Guest.Machine.Name,
                HealthSeverity.Critical,
                $"expected the guest on {place.Name}, found the guest {status.Status} on {_guest.Place.Name}"));
    }

    /// <summary>
    /// Returns the block devices' counters as last read, and forgets them: the next ones are those of a new QEMU.
    /// </summary>
    internal ImmutableArray<BlockStats> TakeBlockStats()
    {
        var stats = _blockStats;
        _blockStats = [];
        return stats;
    }

    /// <summary>
    /// Checks the block devices, and after a finding the hosts again: a host's log may report by now why a write failed.
    /// </summary>
    private async Task<HealthReport> CheckBlocksAsync(Task<HealthReport> hosts, CancellationToken cancellationToken)
    {
        var report = await MachineCheck.BlockDevicesAsync(_guest.Guest.Machine.Qmp, _blockStats, cancellationToken);
        if (report.Findings.IsEmpty)
            return report;

        await ((Task)hosts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return HealthReport.Combine(report, await _lab.HostChecks.CheckAsync(cancellationToken));
    }

    private async Task<HealthReport> CheckAnswerAsync(Task<HealthReport> hosts, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckGuestAsync(cancellationToken);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.GuestHealth)
        {
            await WriteProcessorsAsync(cancellationToken);
            await hosts;
            // A host's log may report by now why the guest does not answer.
            var answer = new HealthFinding(
                HealthCheck.GuestAnswer, _guest.Guest.Machine.Name, HealthSeverity.Critical, exception.Detail);
            return HealthReport.Combine(
                HealthReport.Made(HealthCheck.GuestAnswer, answer), await _lab.HostChecks.CheckAsync(cancellationToken));
        }
    }

    /// <summary>Writes the vCPUs' state to the evidence. Other checks report a QEMU that does not answer.</summary>
    private async Task WriteProcessorsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var processors = await _guest.Guest.Machine.Qmp.DescribeProcessorsAsync(cancellationToken);
            _lab.Evidence.Write($"{_guest.Name}-processors.txt", processors);
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Qmp)
        {
            // QEMU does not answer, which other checks report.
        }
    }

    private async Task<HealthReport> CheckGuestAsync(CancellationToken cancellationToken)
    {
        if (_watch is null)
            return NotInside();
        var (report, status) = await _watch.CheckAsync(_disks.StatusScript, cancellationToken);
        _lab.Allowed.Add(report);
        report = HealthReport.Combine(report, HealthReport.Made(HealthCheck.GuestAnswer));
        try
        {
            return _disks.CheckRunning(status) ? HealthReport.Combine(report, HealthReport.Made(HealthCheck.LoadRuns)) : report;
        }
        catch (HarnessException exception) when (!report.Findings.IsEmpty)
        {
            throw new HarnessException(
                exception.FailureClass, $"{exception.Detail}\n{report.Describe("in the guest")}", exception)
            {
                Faults = [.. exception.Faults, .. report.Faults],
            };
        }
    }

    /// <summary>Reports the checks inside the guest as not made.</summary>
    private HealthReport NotInside() => HealthReport.Combine(new[]
    {
        HealthCheck.GuestAnswer, HealthCheck.GuestKernelLog, HealthCheck.GuestIdentity, HealthCheck.GuestTaint,
    }.Select(check => HealthReport.Unmade(check, _guest.Guest.Machine.Name, $"{_guest.Guest.Access}")));
}
