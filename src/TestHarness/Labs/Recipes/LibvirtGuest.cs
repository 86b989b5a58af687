using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Evidence.Reproduction;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Domains;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs.Recipes;

/// <summary>The harness's own guest as a libvirt domain.</summary>
/// <param name="Disks">The disk on each place, by the place's name; its alias is <see cref="Disk"/>.</param>
public sealed record LibvirtGuest(ImmutableDictionary<string, IDomainDevice> Disks) : GuestRecipe
{
    /// <summary>The id of the disk's device; libvirt lets users choose ids that begin with <c>ua-</c>.</summary>
    public const string Disk = "ua-data-disk1";

    private readonly Guid _uuid = Guid.NewGuid();

    /// <inheritdoc/>
    public override string DiskDevice => Disk;

    /// <inheritdoc/>
    public override string GuestPath => "/dev/sda";

    /// <summary>Always false: libvirt starts the destination itself.</summary>
    public override bool CanStartAhead => false;

    /// <summary>Describes the domain as one host defines it.</summary>
    /// <param name="devices">The devices that the guest has beside its disk.</param>
    public DomainDescription Domain(
        GuestPlace place, GuestDescription guest, string directory, IEnumerable<IDomainDevice> devices) => new(
        $"testharness-{_uuid}",
        _uuid,
        place.Host.Tools.Qemu.Path,
        place.Host.Tools.Accelerator.Accelerator,
        place.Host.Image,
        guest.Memory.MiB,
        guest.Vcpus,
        [DiskOn(place), .. devices],
        directory)
    {
        MachineType = place.Host.Tools.Board?.MachineType ?? DomainDescription.Board,
        CpuModel = place.Host.Tools.Board is { Cpu: not "host" } board ? board.Cpu : null,
    };

    /// <inheritdoc/>
    internal override async Task<QemuMachine> StartAsync(MachineRequest request, CancellationToken cancellationToken)
    {
        var site = await request.Machines.MakeSiteAsync(request.Place, request.Name, cancellationToken);
        var domain = Domain(request, site.Directory);
        request.Lab.Record(new CommandStep(
            $"start {site.Name}",
            site.Host.Name,
            [
                "sh", "-c", "printf '%s' \"$1\" > \"$2\" && virsh create \"$2\"",
                "sh", $"{domain.ToXml()}", $"{site.Directory}/domain.xml",
            ]));
        return request.Machines.Keep(await Domains.Domain.StartAsync(site, domain, cancellationToken));
    }

    /// <inheritdoc/>
    internal override Task<QemuMachine> StartDestinationAsync(MachineRequest request, CancellationToken cancellationToken) =>
        throw new HarnessException(
            FailureClass.Config,
            "libvirt starts the destination of a domain itself, once the migration begins: use 'When the guest is migrated …'");

    /// <inheritdoc/>
    internal override async Task<Leg> MigrateAsync(LegRequest request, CancellationToken cancellationToken)
    {
        DomainMigration.RequireSupported(request.Options);
        var guest = request.Guest;
        var source = guest.Guest.Machine;
        var next = await guest.PrepareAsync(request.To, cancellationToken);
        guest.Lab.Progress($"leg {request.Number}: {source.Name} to {next.Name} by virsh migrate, {request.Options}");
        await guest.Devices.LeaveAsync(guest.Guest, cancellationToken);
        var news = new LegNews(request);
        news.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var devices = guest.Devices.SwitchOverAsync(source, guest.Place, source.Qmp.Events.Position, over.Token);
        try
        {
            var migration = await RunAsync(request, next, news.Progress, cancellationToken);
            await devices;
            news.Arrive();
            return new Leg(migration, guest.Place, request.To, migration.Result, news.Progress.Sent);
        }
        catch (HarnessException)
        {
            // The failure of the leg is thrown: when the guest is lost, its devices are lost for that same cause.
            await guest.Devices.StayAsync(guest.Guest, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await devices.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reports the check as inapplicable: libvirt ends the source's QEMU in the migration.</summary>
    internal override Task<HealthReport> CheckSourceAsync(
        QemuMachine source, ImmutableArray<BlockStats> before, CancellationToken cancellationToken) =>
        Task.FromResult(HealthReport.Inapplicable(
            HealthCheck.BlockStatistics, source.Name, "libvirt ends the source's QEMU in the migration"));

    private async Task<DomainMigration> RunAsync(
        LegRequest request, MachineRequest next, LegProgress progress, CancellationToken cancellationToken)
    {
        var guest = request.Guest;
        await DomainConfinement.RequireNoneAsync(request.To.Host.Host, cancellationToken);
        var route = await Route.BetweenAsync(guest.Place.Host, request.To.Host, cancellationToken);
        var address = route.DestinationAddress ?? throw new HarnessException(
            FailureClass.Config,
            $"{guest.Place.Name} and {request.To.Name} are one machine, and libvirt does not migrate a domain within one "
            + "machine: use an environment with two hosts");
        var site = await next.Machines.MakeSiteAsync(request.To, next.Name, cancellationToken);
        var there = Domain(next, site.Directory);
        var document = $"{guest.Guest.Machine.Directory}/destination.xml";
        guest.Lab.Record(new CommandStep(
            $"migrate {guest.Guest.Machine.Name} to {request.To.Name}",
            guest.Place.Host.Name,
            ["virsh", .. DomainMigration.Arguments(there.Name, document, address, request.Options)]));
        return await DomainMigration.RunAsync(
            guest.Guest, there, site, address, request.Options, guest.DestinationStarts, progress, cancellationToken);
    }

    private DomainDescription Domain(MachineRequest request, string directory) =>
        Domain(request.Place, request.Lab.Environment.Guest, directory, request.Devices.InDomain(request.Place));

    private IDomainDevice DiskOn(GuestPlace place) => Disks.TryGetValue(place.Name, out var disk)
        ? disk
        : throw new HarnessException(
            FailureClass.Config,
            $"the domain has no LUN on {place.Name}; it has one on "
            + $"{string.Join(" and ", Disks.Keys.Order(StringComparer.Ordinal))}");
}
