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
public sealed class LabMachines
{
    private readonly ILab _lab;
    private readonly LabResources _resources;
    private ImmutableArray<QemuMachine> _started = [];
    private int _sites;

    internal LabMachines(ILab lab, LabResources resources) => (_lab, _resources) = (lab, resources);

    /// <summary>How many QEMUs were started, or were to be started, so far; those of templates do not count.</summary>
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

    /// <summary>Makes a directory for a QEMU that is no part of the scenario: it is neither recorded nor counted.</summary>
    internal async Task<MachineSite> MakeSideSiteAsync(GuestPlace place, string name, CancellationToken cancellationToken)
    {
        var directory = $"{place.Host.Directory}/{name}-{ProcessTag.NewId()}";
        (await place.Host.Host.RunAsync(new Command("mkdir", directory), cancellationToken)).OrThrow(FailureClass.Provision);
        return SiteIn(directory, place.Host, $"{name} on {place.Name}");
    }

    /// <summary>Starts a QEMU on a place, and records the command.</summary>
    /// <exception cref="HarnessException">Class provision: QEMU did not start, with what the disk adds to QEMU's words.</exception>
    internal async Task<QemuMachine> StartAsync(GuestPlace place, MachineStart start, CancellationToken cancellationToken)
    {
        var site = start.Site;
        _lab.Record(new QemuStep(
            $"start {site.Name}", site.Host.Name, [start.FullCommandLine.Program, .. start.FullCommandLine.ToArguments()]));
        try
        {
            return Keep(await QemuMachine.StartAsync(start, cancellationToken));
        }
        catch (HarnessException failure) when (failure.FailureClass == FailureClass.Provision)
        {
            if (await place.Disk.WhyNotOpenedAsync(site.Host, cancellationToken) is { } why)
                throw new HarnessException(FailureClass.Provision, $"{failure.Detail}; {why}", failure);
            throw;
        }
    }

    /// <summary>Ends a QEMU when the lab closes.</summary>
    internal QemuMachine Keep(QemuMachine machine)
    {
        _lab.Keep(machine);
        ImmutableInterlocked.Update(ref _started, machines => machines.Add(machine));
        return machine;
    }

    /// <summary>
    /// Adds to a failure that a host's connection broke: a QEMU ends with the connection that started it, and what then fails is
    /// not the cause.
    /// </summary>
    /// <returns>The failure itself when no connection broke.</returns>
    internal async Task<HarnessException> ExplainAsync(HarnessException failure)
    {
        foreach (var machine in _started)
        {
            if (await machine.FindConnectionFailureAsync() is { FailureClass: FailureClass.Ssh } lost)
                return new HarnessException(
                    FailureClass.Ssh, $"{lost.Detail}; with it ended {machine.Name}: {failure.Message}", failure);
        }

        return failure;
    }

    private MachineSite SiteIn(string directory, LabHost host, string name)
    {
        var qmp = new QmpOptions { CommandTimeout = _lab.Environment.Timeouts.Qmp, Transcript = _resources.Transcript };
        return new MachineSite(host.Host, _resources.Ledger, name, directory, qmp);
    }
}
