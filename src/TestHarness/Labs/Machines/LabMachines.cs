using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Devices;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;

namespace TestHarness.Labs.Machines;

/// <summary>The QEMUs of a scenario. The lab ends those that still run when it closes.</summary>
public sealed class LabMachines : IAsyncDisposable
{
    private readonly ILab _lab;
    private readonly LabResources _resources;
    private ImmutableArray<QemuMachine> _started = [];
    private int _sites;

    internal LabMachines(ILab lab, LabResources resources) => (_lab, _resources) = (lab, resources);

    /// <summary>The number of QEMUs for which a site was made so far; those of templates do not count.</summary>
    public int Count => _sites;

    /// <summary>Makes a directory for a QEMU's sockets on the host of a place.</summary>
    /// <param name="name">The QEMU's name in messages.</param>
    internal async Task<MachineSite> MakeSiteAsync(GuestPlace place, string name, CancellationToken cancellationToken)
    {
        var host = place.Host;
        var number = Interlocked.Increment(ref _sites).ToString(CultureInfo.InvariantCulture);
        var directory = $"{host.Directory}/{number}";
        (await host.Host.RunAsync(new Command("mkdir", "-p", directory), cancellationToken)).OrThrow(FailureClass.Provision);
        _lab.Record(new CommandStep($"a directory for the sockets of {name}", host.Name, ["mkdir", "-p", directory]));
        return SiteIn(directory, host, name);
    }

    /// <summary>Makes a directory for a QEMU that is not a part of the scenario: it is neither recorded nor counted.</summary>
    internal async Task<MachineSite> MakeSideSiteAsync(GuestPlace place, string name, CancellationToken cancellationToken)
    {
        var directory = $"{place.Host.Directory}/{name}-{ProcessTag.NewId()}";
        (await place.Host.Host.RunAsync(new Command("mkdir", directory), cancellationToken)).OrThrow(FailureClass.Provision);
        return SiteIn(directory, place.Host, $"{name} on {place.Name}");
    }

    /// <summary>Starts a QEMU on a place, and records the command.</summary>
    /// <exception cref="HarnessException">
    /// Class provision: QEMU did not start; the message has QEMU's words and what the disk adds.
    /// </exception>
    internal async Task<QemuMachine> StartAsync(GuestPlace place, MachineStart start, CancellationToken cancellationToken)
    {
        var site = start.Site;
        _lab.Record(new QemuStep(
            $"start {site.Name}",
            site.Host.Name,
            [start.FullCommandLine.Program, .. start.FullCommandLine.ToArguments()],
            site.Directory));
        try
        {
            return Keep(await QemuMachine.StartAsync(start, cancellationToken));
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Provision)
        {
            if (await place.Disk.WhyNotOpenedAsync(site.Host, cancellationToken) is { } why)
                throw new HarnessException(FailureClass.Provision, $"{exception.Detail}; {why}", exception);
            throw;
        }
    }

    /// <summary>
    /// Keeps a QEMU until the lab closes, which ends the QEMU; forgets those that the harness has ended. One that has ended by
    /// itself may explain a later failure.
    /// </summary>
    internal QemuMachine Keep(QemuMachine machine)
    {
        ImmutableInterlocked.Update(
            ref _started,
            machines => machines.RemoveAll(known => known.IsStopped && known.FindEnd() is null).Add(machine));
        return machine;
    }

    /// <summary>Ends the QEMUs that still run, the last one first, and reports those whose end was not reported yet.</summary>
    public async ValueTask DisposeAsync() => await Teardown.RunAsync(
        _started.Reverse().Select(machine => (Func<Task>)(() => machine.DisposeAsync().AsTask())));

    /// <summary>Unties the QEMUs that still run from the harness, so that a person can look at them; returns these.</summary>
    internal async Task<ImmutableArray<QemuMachine>> LeaveRunningAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<QemuMachine> running = [.. _started.Where(machine => machine.IsRunning)];
        await Teardown.RunAsync(
            running.Select(machine => (Func<Task>)(() => machine.LeaveRunningAsync(cancellationToken))));
        return running;
    }

    /// <inheritdoc cref="FailureCause.FindAsync"/>
    internal Task<HarnessException> ExplainAsync(HarnessException failure) => FailureCause.FindAsync(_started, failure);

    private MachineSite SiteIn(string directory, LabHost host, string name)
    {
        var qmp = new QmpOptions { CommandTimeout = _lab.Environment.Timeouts.Qmp, Transcript = _resources.Transcript };
        return new MachineSite(host.Host, _resources.Ledger, name, directory, qmp);
    }
}
