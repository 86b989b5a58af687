using System.Collections.Immutable;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Access;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Systems;

/// <summary>The operating system of a scenario's guest: its disk on each host, and the ways into it.</summary>
internal sealed record GuestSystem(SystemDisks Images, GuestAccess Access)
{
    /// <summary>The disk on each host, by the host's name; empty until the guest starts.</summary>
    private ImmutableDictionary<string, SystemDisk> Disks { get; init; } = ImmutableDictionary<string, SystemDisk>.Empty;

    /// <summary>Returns the disk on a place; without an overlay until the guest starts.</summary>
    public SystemDisk On(GuestPlace place) => Disks.GetValueOrDefault(place.Host.Name) ?? Images.Plain(place.Host);

    /// <summary>Returns the system of a guest that starts on a place.</summary>
    /// <inheritdoc cref="SystemDisks.MakeAsync"/>
    public async Task<GuestSystem> StartAsync(GuestPlace place, string? template, CancellationToken cancellationToken) =>
        this with { Disks = await Images.MakeAsync(place.Host, template, cancellationToken) };

    /// <summary>Returns the system of a guest whose disk becomes a template's.</summary>
    /// <param name="path">The path for the disk on the host of the place.</param>
    public async Task<GuestSystem> StartTemplateAsync(GuestPlace place, string path, CancellationToken cancellationToken) =>
        this with
    {
        Disks = ImmutableDictionary<string, SystemDisk>.Empty.Add(
            place.Host.Name, await Images.MakeTemplateAsync(place.Host, path, cancellationToken)),
    };

    /// <summary>Returns the options of the guest's agent.</summary>
    public static IEnumerable<QemuOption> AgentOptions(string directory) =>
    [
        new Chardev("socket", "agent")
            .With("path", $"{directory}/{MachineSite.AgentSocket}").With("server", true).With("wait", false),
        new Device("virtio-serial-pci"),
        new Device("virtserialport").With("chardev", "agent").With("name", LaunchSettings.AgentPort),
    ];

    /// <summary>Returns the NIC by which QEMU forwards a port to the guest's sshd, if SSH may be a way into it.</summary>
    public IEnumerable<QemuOption> NetworkOptions() => Access.Uses<SshAccess>()
        ?
        [
            new Netdev("user", "management").With("restrict", true).With("hostfwd", "tcp:127.0.0.1:0-:22"),
            new Device("virtio-net-pci").With("netdev", "management").With("romfile", ""),
        ]
        : [];
}
