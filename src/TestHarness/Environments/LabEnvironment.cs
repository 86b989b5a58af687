using System.Collections.Immutable;

namespace TestHarness.Environments;

/// <summary>The place where scenarios run: the hosts, their offers, and the settings of the harness for them.</summary>
public sealed record LabEnvironment
{
    /// <summary>The environment's name in messages and reports.</summary>
    public required string Name { get; init; }

    /// <summary>A sentence about the environment for people; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The hosts, in the order of the file.</summary>
    public required ImmutableArray<HostDescription> Hosts { get; init; }

    /// <summary>
    /// The size of each machine when the hosts are machines of the virtual lab (docs/labs.md); null when the hosts run already.
    /// </summary>
    public MachineSettings? VirtualLab { get; init; }

    /// <summary>The LUNs that all hosts reach.</summary>
    public ImmutableArray<Lun> Luns { get; init; } = [];

    /// <summary>
    /// The full path of the program that controls the Fibre Channel switch; null when the harness cannot control it.
    /// </summary>
    public string? FabricControl { get; init; }

    /// <summary>The full paths of assemblies with step classes of the tester's own.</summary>
    public ImmutableArray<string> Bindings { get; init; } = [];

    /// <summary>The guest under test.</summary>
    public GuestDescription Guest { get; init; } = new();

    /// <summary>The guests that scenarios choose by name; <c>debian</c> is always one.</summary>
    public ImmutableArray<NamedGuest> Guests { get; init; } = [NamedGuest.Debian];

    /// <summary>
    /// The guests that take the places of images which reports name; the first one that covers an image counts.
    /// </summary>
    public ImmutableArray<ReportedImage> ReportedImages { get; init; } = [];

    /// <summary>The place of the overlays of disk images; null when each scenario makes them in its own directory.</summary>
    public OverlayPlace? Overlays { get; init; }

    /// <summary>The QEMU that is used.</summary>
    public QemuSettings Qemu { get; init; } = new();

    /// <summary>The amount of load that scenarios drive.</summary>
    public LoadSettings Load { get; init; } = new();

    /// <summary>The time limits.</summary>
    public TimeoutSettings Timeouts { get; init; } = new();

    /// <summary>The allowed distance of figures from usual ones.</summary>
    public BaselineSettings Baseline { get; init; } = new();

    /// <summary>The limits on the bytes that a run leaves.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>The factor by which the environment may be slower than hardware, for emulated hosts; 1 unless given.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>The patterns of kernel log records that are known and accepted.</summary>
    public ImmutableArray<AllowEntry> KernelLogAllow { get; init; } = [];

    /// <summary>The checks that may be omitted under strict mode, because the hosts cannot make them.</summary>
    public ImmutableArray<AllowedUnmade> NotCheckedAllow { get; init; } = [];

    /// <summary>Whether guests start from templates of guests that booted before; true unless a run says otherwise.</summary>
    public bool UsesTemplates { get; init; } = true;

    /// <summary>
    /// Whether a scenario fails, instead of being skipped, when its needs are not met, and fails when a check could not be made.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>The names of environment variables that hold secrets, in addition to the guests' passwords.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>The names of all environment variables that hold secrets; their values must reach no report.</summary>
    public ImmutableArray<string> SecretVariables =>
    [
        .. Guests.Select(named => named.Guest).Prepend(Guest)
            .Select(guest => guest.Login?.PasswordVariable).OfType<string>().Except(Secrets),
        .. Secrets,
    ];

    /// <summary>
    /// Returns the groups of hosts as environments, each with its own hosts and LUNs; the environment itself when it has no
    /// groups. The guests of each further group have the next address, as all groups may share one network.
    /// </summary>
    public ImmutableArray<LabEnvironment> ToGroups() =>
    [
        .. Hosts.Select(host => host.Group).Distinct().Select((group, index) => this with
        {
            Hosts = [.. Hosts.Where(host => host.Group == group)],
            Luns = [.. Luns.Where(lun => lun.Group == group)],
            Guest = Guest with { Address = Guest.Address?.After(index) },
        }),
    ];

    /// <summary>Returns the QEMU that a host uses.</summary>
    public QemuSettings QemuOf(HostDescription host) => Qemu.With(host.Qemu);

    /// <summary>Multiplies a scenario's limit on downtime or stalls by <see cref="Slowness"/>.</summary>
    public TimeSpan ScaleLimit(TimeSpan onHardware) => onHardware * Slowness;

    /// <summary>Returns the environment with an offer of a host that was found out, for example its QEMU's version.</summary>
    public LabEnvironment WithOffer(string hostName, Offer offer) => With(hostName, host => host.With(offer));

    /// <summary>Returns the environment with the reason why a host does not offer a capability.</summary>
    public LabEnvironment WithLack(string hostName, string capability, string reason) =>
        With(hostName, host => host with { Lacks = host.Lacks.SetItem(capability, reason) });

    private LabEnvironment With(string hostName, Func<HostDescription, HostDescription> change) =>
        this with { Hosts = [.. Hosts.Select(host => host.Name == hostName ? change(host) : host)] };
}
