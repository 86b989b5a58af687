using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Access;
using TestHarness.Labs.Systems;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>A guest that boots from a disk image. Its disk under test is beside the disk with its operating system.</summary>
public sealed record DiskImageGuest : QemuGuest
{
    private readonly GuestDescription _guest;
    private readonly SystemDisks _disks;

    /// <summary>Makes the recipe.</summary>
    /// <param name="guest">The guest's memory and vCPUs.</param>
    /// <param name="access">The ways into the guest.</param>
    internal DiskImageGuest(GuestDescription guest, SystemDisks disks, GuestAccess access) =>
        (_guest, _disks, Access) = (guest, disks, access);

    /// <summary>The disk with the operating system on each host, by the host's name; empty until the guest starts.</summary>
    private ImmutableDictionary<string, SystemDisk> Systems { get; init; } =
        ImmutableDictionary<string, SystemDisk>.Empty;

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
    public override GuestAccess Access { get; }

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        place.Host.Tools.OnBoard(GuestCommandLine.Base(
            place.Host.Tools.Qemu.Path, place.Host.Tools.Accelerator.Accelerator, _guest.Memory.MiB, _guest.Vcpus).With(
        [
            .. SystemOn(place).Options(),
            new Device("virtio-rng-pci"),
            new Device("vmgenid").With("guid", $"{Generation}"),
            .. AgentOptions(directory),
            .. NetworkOptions(),
            .. place.Disk.Options(DiskDevice),
        ]));

    /// <inheritdoc/>
    internal override string? TemplateContent(Lab lab) =>
        lab.Environment.UsesTemplates && Access is not NoAccess ? _disks.Sha256 : null;

    /// <inheritdoc/>
    internal override QemuCommandLine TemplateLine(GuestPlace place, GuestDescription guest) =>
        (this with { Generation = Guid.Empty }).CommandLine(place, guest, place.Host.Directory);

    /// <inheritdoc/>
    internal override async Task<QemuGuest> WithDiskAsync(
        GuestPlace place, string? template, CancellationToken cancellationToken) =>
        this with { Systems = await _disks.MakeAsync(place.Host, template, cancellationToken) };

    /// <inheritdoc/>
    internal override async Task<QemuGuest> WithTemplateDiskAsync(
        GuestPlace place, string path, CancellationToken cancellationToken)
    {
        var disk = await _disks.MakeTemplateAsync(place.Host, path, cancellationToken);
        return this with
        {
            Systems = ImmutableDictionary<string, SystemDisk>.Empty.Add(place.Host.Name, disk),
            Generation = Guid.NewGuid(),
        };
    }

    private static IEnumerable<QemuOption> AgentOptions(string directory) =>
    [
        new Chardev("socket", "agent")
            .With("path", $"{directory}/{MachineSite.AgentSocket}").With("server", true).With("wait", false),
        new Device("virtio-serial-pci"),
        new Device("virtserialport").With("chardev", "agent").With("name", "org.qemu.guest_agent.0"),
    ];

    /// <summary>Returns the NIC by which QEMU forwards a port to the guest's sshd, if SSH may be a way into it.</summary>
    private IEnumerable<QemuOption> NetworkOptions() => Access.Uses<SshAccess>()
        ?
        [
            new Netdev("user", "management").With("restrict", true).With("hostfwd", "tcp:127.0.0.1:0-:22"),
            new Device("virtio-net-pci").With("netdev", "management").With("romfile", ""),
        ]
        : [];

    private SystemDisk SystemOn(GuestPlace place) => Systems.GetValueOrDefault(place.Host.Name) ?? _disks.Plain(place.Host);
}
