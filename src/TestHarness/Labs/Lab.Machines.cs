using System.Globalization;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Hosts;
using TestHarness.Libvirt.Domains;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    private int _machines;

    /// <summary>How many QEMUs were started so far.</summary>
    public int MachinesStarted => _machines;

    /// <param name="devices">What this QEMU has besides.</param>
    /// <param name="state">From which the guest goes on; null for a guest that boots, or comes by a migration.</param>
    /// <exception cref="HarnessException">Class config: an incoming QEMU is wanted of a libvirt domain, which libvirt starts itself.</exception>
    public async Task<QemuMachine> StartMachineAsync(
        GuestPlace place,
        string name,
        GuestRecipe recipe,
        bool incoming,
        IEnumerable<QemuOption> devices,
        SavedState? state = null,
        CancellationToken cancellationToken = default)
    {
        var site = await SiteAsync(place, name, cancellationToken);
        var machine = recipe switch
        {
            QemuGuest qemu => await StartQemuAsync(
                place,
                Describe(place, site, qemu, Environment.Guest, incoming, devices) with { State = state },
                cancellationToken),
            LibvirtGuest libvirt when !incoming => await StartDomainAsync(place, site, libvirt, cancellationToken),
            _ => throw new HarnessException(
                FailureClass.Config, "libvirt starts the destination of a domain itself, once the migration begins: use 'When the guest is migrated …'"),
        };
        Keep(machine);
        return machine;
    }

    /// <summary>
    /// Adds to a failure that a host's connection broke: a QEMU ends with the connection that started it, and what then fails is
    /// not the cause.
    /// </summary>
    /// <returns>The failure itself when no connection broke.</returns>
    public async Task<HarnessException> ExplainAsync(HarnessException failure)
    {
        foreach (var machine in _alongside.OfType<QemuMachine>())
        {
            if (await machine.WhyLostAsync() is { FailureClass: FailureClass.Ssh } lost)
                return new HarnessException(FailureClass.Ssh, $"{lost.Detail}; with it ended {machine.Name}: {failure.Message}", failure);
        }

        return failure;
    }

    /// <summary>One leg of a libvirt domain.</summary>
    /// <param name="coming">Told of the destination's monitor as soon as its QEMU runs.</param>
    public async Task<DomainMigration> MigrateDomainAsync(
        Guest guest,
        GuestPlace from,
        GuestPlace to,
        string name,
        LibvirtGuest recipe,
        MigrationOptions options,
        Action<QmpClient> coming,
        IProgress<MigrationInfo> progress,
        CancellationToken cancellationToken = default)
    {
        var address = Route(from.Host, to.Host).DestinationAddress ?? throw new HarnessException(
            FailureClass.Config, $"{from.Name} and {to.Name} are one machine, and libvirt does not migrate to itself: use an environment with two hosts");
        var site = await SiteAsync(to, name, cancellationToken);
        var there = recipe.Domain(to, Environment.Guest, site.Directory);
        Record(new CommandStep(
            $"migrate {guest.Machine.Name} to {to.Name}",
            from.Host.Name,
            ["virsh", .. DomainMigration.Arguments(there.Name, $"{guest.Machine.Directory}/destination.xml", address, options)]));
        return await DomainMigration.RunAsync(guest, there, site, address, options, coming, progress, cancellationToken);
    }

    internal static MachineStart Describe(
        GuestPlace place,
        MachineSite site,
        QemuGuest recipe,
        GuestDescription guest,
        bool incoming,
        IEnumerable<QemuOption> devices)
    {
        var commandLine = recipe.CommandLine(place, guest, site.Directory).With(devices);
        return new MachineStart(site, incoming ? commandLine.WithIncoming("defer") : commandLine)
        {
            IsSandboxed = place.Host.Tools.Capabilities.HasSandbox,
        };
    }

    private async Task<MachineSite> SiteAsync(GuestPlace place, string name, CancellationToken cancellationToken)
    {
        var host = place.Host;
        var directory = string.Create(CultureInfo.InvariantCulture, $"{host.Directory}/{Interlocked.Increment(ref _machines)}");
        (await host.Host.RunAsync(new Command("mkdir", "-p", directory), cancellationToken)).OrThrow(FailureClass.Provision);
        Record(new CommandStep($"a directory for the sockets of {name}", host.Name, ["mkdir", "-p", directory]));
        return SiteIn(directory, host, name);
    }

    private MachineSite SiteIn(string directory, LabHost host, string name)
    {
        var qmp = new QmpOptions { CommandTimeout = Environment.Timeouts.Qmp, Transcript = _resources.Transcript };
        return new MachineSite(host.Host, _resources.Ledger, name, directory, qmp);
    }

    private async Task<QemuMachine> StartQemuAsync(GuestPlace place, MachineStart start, CancellationToken cancellationToken)
    {
        var site = start.Site;
        Record(new QemuStep($"start {site.Name}", site.Host.Name, [start.FullCommandLine.Program, .. start.FullCommandLine.ToArguments()]));
        try
        {
            return await QemuMachine.StartAsync(start, cancellationToken);
        }
        catch (HarnessException failure) when (failure.FailureClass == FailureClass.Provision)
        {
            if (await place.Disk.WhyNotOpenedAsync(site.Host, cancellationToken) is { } why)
                throw new HarnessException(FailureClass.Provision, $"{failure.Detail}; {why}", failure);
            throw;
        }
    }

    private async Task<QemuMachine> StartDomainAsync(GuestPlace place, MachineSite site, LibvirtGuest recipe, CancellationToken cancellationToken)
    {
        var domain = recipe.Domain(place, Environment.Guest, site.Directory);
        Record(new CommandStep(
            $"start {site.Name}", site.Host.Name, ["sh", "-c", "printf '%s' \"$1\" > \"$2\" && virsh create \"$2\"", "sh", $"{domain.ToXml()}", $"{site.Directory}/domain.xml"]));
        return await Domain.StartAsync(site, domain, cancellationToken);
    }
}
