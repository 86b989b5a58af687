using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Access;
using TestHarness.Labs.Systems;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Recipes;

/// <summary>A guest that boots from a disk image. Its disk under test is beside the disk with its operating system.</summary>
/// <param name="Description">The guest's memory and vCPUs.</param>
/// <param name="Systems">The disk with the operating system on each host, by the host's name.</param>
/// <param name="Access">The ways into the guest.</param>
public sealed record DiskImageGuest(
    GuestDescription Description, ImmutableDictionary<string, SystemDisk> Systems, GuestAccess Access) : QemuGuest
{
    /// <summary>
    /// The ID by which the guest's kernel notices that it was started again from a saved state, and renews its random numbers. A
    /// migration keeps the ID.
    /// </summary>
    private readonly Guid _generation = Guid.NewGuid();

    /// <inheritdoc/>
    public override string DiskDevice => GuestCommandLine.DataDisk;

    /// <inheritdoc/>
    public override string GuestPath => "/dev/sda";

    /// <inheritdoc/>
    public override GuestAccess Access { get; } = Access;

    /// <inheritdoc/>
    public override QemuCommandLine CommandLine(GuestPlace place, GuestDescription guest, string directory) =>
        GuestCommandLine.Base(
            place.Host.Tools.Qemu.Path, place.Host.Tools.Accelerator.Accelerator, Description.Memory.MiB, Description.Vcpus).With(
        [
            .. SystemOn(place).Options(),
            new Device("virtio-rng-pci"),
            new Device("vmgenid").With("guid", $"{_generation}"),
            .. AgentOptions(directory),
            .. NetworkOptions(),
            .. place.Disk.Options(DiskDevice),
        ]);

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

    private SystemDisk SystemOn(GuestPlace place) => Systems.TryGetValue(place.Host.Name, out var system)
        ? system
        : throw new HarnessException(
            FailureClass.Config, $"the guest's disk image is not on {place.Host.Name}, a host of another scenario");
}
