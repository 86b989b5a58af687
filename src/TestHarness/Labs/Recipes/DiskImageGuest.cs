using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Access;
using TestHarness.Labs.Systems;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Labs.Recipes;

/// <summary>A guest that boots from a disk image. Its disk under test is beside the disk with its operating system.</summary>
public sealed record DiskImageGuest : QemuGuest
{
    private readonly GuestDescription _guest;

    /// <summary>Makes the recipe.</summary>
    /// <param name="guest">The guest's memory and vCPUs.</param>
    internal DiskImageGuest(GuestDescription guest, GuestSystem system) => (_guest, System) = (guest, system);

    private GuestSystem System { get; init; }

    /// <summary>
    /// The ID by which the guest's kernel notices that it was started again from a saved state, and renews its random numbers. A
    /// migration keeps the ID.
    /// </summary>
    private Guid Generation { get; init; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override string DiskDevice => GuestCommandLine.DataDisk;

    /// <inheritdoc/>
    public override string GuestPath => "/dev/sda";

    /// <inheritdoc/>
    public override GuestAccess Access => System.Access;

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        place.Host.Tools.OnBoard(GuestCommandLine.Base(
            place.Host.Tools.Qemu.Path, place.Host.Tools.Accelerator.Accelerator, _guest.Memory.MiB, _guest.Vcpus).With(
        [
            .. System.On(place).Options(),
            new Device("virtio-rng-pci"),
            new Device("vmgenid").With("guid", $"{Generation}"),
            .. GuestSystem.AgentOptions(directory),
            .. System.NetworkOptions(),
            .. place.Disk.Options(DiskDevice),
        ]));

    /// <inheritdoc/>
    internal override string? TemplateContent(Lab lab) =>
        lab.Environment.UsesTemplates && Access is not NoAccess ? System.Images.Sha256 : null;

    /// <inheritdoc/>
    internal override QemuCommandLine TemplateLine(GuestPlace place, GuestDescription guest) =>
        (this with { Generation = Guid.Empty }).CommandLine(place, guest, place.Host.Directory);

    /// <inheritdoc/>
    internal override async Task<QemuGuest> WithDiskAsync(
        GuestPlace place, string? template, CancellationToken cancellationToken) =>
        this with { System = await System.StartAsync(place, template, cancellationToken) };

    /// <inheritdoc/>
    internal override async Task<QemuGuest> WithTemplateDiskAsync(
        GuestPlace place, string path, CancellationToken cancellationToken) => this with
    {
        System = await System.StartTemplateAsync(place, path, cancellationToken),
        Generation = Guid.NewGuid(),
    };
}
