using System.Collections.Immutable;
using TestHarness.Devices;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Guests;

/// <summary>The checks that follow a leg.</summary>
internal sealed class LegChecks(Lab lab, PlacedGuest guest, GuestDisks disks, GuestHealth health)
{
    /// <summary>Makes all checks of a leg side by side, and ends the source among them.</summary>
    /// <param name="policy">The action when a device does not serve the guest.</param>
    /// <returns>The leg's report, and the checks; the caller reports those that failed themselves.</returns>
    public async Task<(LegReport Report, Task[] Checks)> MakeAsync(
        Leg leg, int number, UnservedPolicy policy, CancellationToken cancellationToken)
    {
        var (source, arrived) = (leg.Move.Source, leg.Move.Destination);
        leg.Move.Arrive();
        await leg.Move.DisposeAsync();
        guest.MoveTo(leg.To);

        var paused = disks.Pause(cancellationToken);
        Task<HealthReport>[] beforeTheSourceEnds =
        [
            guest.Recipe.CheckSourceAsync(source, health.TakeBlockStats(), cancellationToken),
            .. leg.From.OfEachDisk.Zip(leg.To.OfEachDisk).SelectMany(disk => new[]
            {
                SingleWriter.CheckAsync(source, disk.First.Disk, arrived, disk.Second.Disk, cancellationToken),
                lab.Disks.CheckAsync(disk.First, disk.Second, cancellationToken),
            }),
        ];
        var end = EndSourceAsync(source, beforeTheSourceEnds, cancellationToken);
        var arrival = guest.Devices.ArriveAsync(new Arrival(leg.Move, leg.To, leg.Result), cancellationToken);
        Task<HealthReport>[] checks =
        [
            .. beforeTheSourceEnds,
            health.CheckAsync(cancellationToken),
            arrival,
            RequireServedAsync(policy, arrival),
            end,
        ];
        var compared = disks.Compare(number, leg.Result, paused, end, cancellationToken);
        return (await ReportAsync(leg, number, checks, compared, cancellationToken), [.. checks, .. compared]);
    }

    /// <summary>Waits for all checks, and combines what they found.</summary>
    private async Task<LegReport> ReportAsync(
        Leg leg, int number, Task<HealthReport>[] checks, ImmutableArray<Task<LegData>> compared,
        CancellationToken cancellationToken)
    {
        await ((Task)Task.WhenAll([.. checks, .. compared])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var found = CheckFailures.Combine(checks);
        // The hosts' kernels may log the crash of a QEMU late.
        if (found.Findings.Any(finding => finding.Check == HealthCheck.QemuExitCode))
            found = HealthReport.Combine(found, await lab.HostChecks.CheckAsync(cancellationToken));
        await guest.Devices.ReleaseAsync(cancellationToken);
        return new LegReport(number, leg.Result, found, disks.Combine(compared), leg.Sent)
        {
            Places = (leg.From.Name, leg.To.Name),
        };
    }

    /// <summary>Ends the source, after which the guest's devices can be used fully.</summary>
    private async Task<HealthReport> EndSourceAsync(
        QemuMachine source, Task<HealthReport>[] before, CancellationToken cancellationToken)
    {
        var complaint = guest.Migrations.TakeExpectedComplaint();
        await ((Task)Task.WhenAll(before)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var end = await source.StopAsync();
        await guest.Devices.ResumeAsync(cancellationToken);
        return MachineCheck.CheckExit(source.Name, end, complaint, guest.Devices.IsKnownComplaint);
    }

    /// <summary>Fails when a device does not serve the guest after a leg and the policy is to fail.</summary>
    /// <param name="arrival">The arrival of the guest's devices; its own failure is reported by itself.</param>
    private async Task<HealthReport> RequireServedAsync(UnservedPolicy policy, Task arrival)
    {
        await arrival.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!arrival.IsCompletedSuccessfully || policy != UnservedPolicy.Fail)
            return HealthReport.Clean;
        return guest.Devices.Unserved.FirstOrDefault() is { } unserved
            ? throw new Failures.HarnessException(
                unserved.FailureClass, $"the guest is on {guest.Place.Name}, but {string.Join("; ", guest.Devices.Unserved)}")
            : HealthReport.Clean;
    }
}
