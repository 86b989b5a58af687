using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp.Block;

namespace TestHarness.Labs.Recipes;

/// <summary>A guest whose QEMU the harness starts itself.</summary>
public abstract record QemuGuest : GuestRecipe
{
    /// <inheritdoc/>
    public override bool CanStartAhead => true;

    /// <summary>Returns the command line of the guest on a place, without its devices.</summary>
    /// <param name="directory">A directory on the host for the files that QEMU makes.</param>
    public abstract QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory);

    /// <summary>
    /// Returns the content of which templates of the guest are made; null when the guest always boots.
    /// </summary>
    internal virtual string? TemplateContent(Lab lab) => null;

    /// <summary>Returns the command line without what differs from scenario to scenario, but for names in directories.</summary>
    internal virtual QemuCommandLine TemplateLine(GuestPlace place, GuestDescription guest) =>
        CommandLine(place, guest, place.Host.Directory);

    /// <summary>Returns the guest with its own system disk, if it has one.</summary>
    /// <param name="template">The SHA-256 of a template's disk, which the guest continues; null for a guest that boots.</param>
    internal virtual Task<QemuGuest> WithDiskAsync(GuestPlace place, string? template, CancellationToken cancellationToken) =>
        Task.FromResult(this);

    /// <summary>Returns the guest with a system disk that becomes a template's, if it has one.</summary>
    /// <param name="path">The path for the disk on the host of the place.</param>
    internal virtual Task<QemuGuest> WithTemplateDiskAsync(
        GuestPlace place, string path, CancellationToken cancellationToken) => Task.FromResult(this);

    /// <summary>Describes a QEMU of the guest.</summary>
    /// <param name="devices">The options of the guest's devices.</param>
    internal MachineStart Describe(
        GuestPlace place, MachineSite site, GuestDescription guest, bool incoming, IEnumerable<QemuOption> devices)
    {
        var commandLine = CommandLine(place, guest, site.Directory).With(devices);
        return new MachineStart(site, incoming ? commandLine.WithIncoming("defer") : commandLine)
        {
            IsSandboxed = place.Host.Tools.Capabilities.HasSandbox,
        };
    }

    /// <inheritdoc/>
    internal override Task<QemuMachine> StartAsync(MachineRequest request, CancellationToken cancellationToken) =>
        StartAsync(request, incoming: false, state: null, cancellationToken);

    /// <inheritdoc/>
    internal override Task<QemuMachine> StartDestinationAsync(MachineRequest request, CancellationToken cancellationToken) =>
        StartAsync(request, incoming: true, state: null, cancellationToken);

    /// <summary>Starts the QEMU in which a saved guest continues.</summary>
    internal Task<QemuMachine> ResumeAsync(MachineRequest request, SavedState state, CancellationToken cancellationToken) =>
        StartAsync(request, incoming: false, state, cancellationToken);

    /// <inheritdoc/>
    internal override void RequireSameBoard(GuestPlace source, GuestPlace destination, GuestDescription guest)
    {
        var (here, there) = (On(source), On(destination));
        if (BoardMatch.WhyDifferent(source.Host, here, destination.Host, there) is { } why)
            throw new HarnessException(FailureClass.Preflight, $"no migration was started: {why}");

        QemuCommandLine On(GuestPlace place) => CommandLine(place, guest, place.Host.Directory);
    }

    /// <inheritdoc/>
    internal override async Task<Leg> MigrateAsync(LegRequest request, CancellationToken cancellationToken)
    {
        var guest = request.Guest;
        var destination = await (request.Ahead ?? guest.StartDestinationAsync(request.To, cancellationToken));
        try
        {
            await guest.Devices.LeaveAsync(guest.Guest, cancellationToken);
        }
        catch (HarnessException)
        {
            await destination.StopAsync();
            await guest.Devices.ReleaseAsync(cancellationToken);
            throw;
        }

        return await new QemuLeg(request, destination).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    internal override Task<HealthReport> CheckSourceAsync(
        QemuMachine source, ImmutableArray<BlockStats> before, CancellationToken cancellationToken) =>
        MachineCheck.BlockDevicesAsync(source.Qmp, before, cancellationToken);

    private async Task<QemuMachine> StartAsync(
        MachineRequest request, bool incoming, SavedState? state, CancellationToken cancellationToken)
    {
        var place = request.Place;
        var site = await request.Machines.MakeSiteAsync(place, request.Name, cancellationToken);
        var start = Describe(place, site, request.Lab.Environment.Guest, incoming, request.Devices.Options(place, incoming));
        return await request.Machines.StartAsync(place, start with { State = state }, cancellationToken);
    }
}
