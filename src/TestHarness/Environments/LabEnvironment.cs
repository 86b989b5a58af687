using System.Collections.Immutable;

namespace TestHarness.Environments;

/// <summary>Where scenarios run: the hosts, what they offer, and how patient the harness is with them.</summary>
public sealed record LabEnvironment
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public required ImmutableArray<HostDescription> Hosts { get; init; }

    /// <summary>Set where the hosts are machines of the virtual lab (docs/labs.md), each of the size given; null where they run already.</summary>
    public MachineSettings? VirtualLab { get; init; }

    public ImmutableArray<Lun> Luns { get; init; } = [];

    /// <summary>The program that commands the Fibre Channel switch, a full path; null where the harness cannot.</summary>
    public string? FabricControl { get; init; }

    /// <summary>Assemblies with step classes of the tester's own, full paths.</summary>
    public ImmutableArray<string> Bindings { get; init; } = [];

    public GuestDescription Guest { get; init; } = new();

    public QemuSettings Qemu { get; init; } = new();

    public LoadSettings Load { get; init; } = new();

    public TimeoutSettings Timeouts { get; init; } = new();

    public BaselineSettings Baseline { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    /// <summary>How many times slower than hardware it may be, for hosts that are emulated.</summary>
    public double Slowness { get; init; } = 1;

    /// <summary>The kernel log records that are known and accepted.</summary>
    public ImmutableArray<AllowEntry> KernelLogAllow { get; init; } = [];

    /// <summary>The checks that may be left out under strict mode, because the hosts cannot make them.</summary>
    public ImmutableArray<AllowedUnmade> NotCheckedAllow { get; init; } = [];

    /// <summary>Whether guests start from templates of guests that booted before; true unless a run says otherwise.</summary>
    public bool UsesTemplates { get; init; } = true;

    /// <summary>
    /// A scenario whose needs are not met fails instead of being skipped, and so does one in which a check could not be made.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>The names of environment variables that hold secrets, besides the guest's password.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>The names of all environment variables that hold secrets: their values must reach no report.</summary>
    public ImmutableArray<string> SecretVariables =>
        Guest.Login?.PasswordVariable is { } variable && !Secrets.Contains(variable) ? [variable, .. Secrets] : Secrets;

    /// <summary>What a bound of a scenario on downtime or stalls comes to here.</summary>
    public TimeSpan Bound(TimeSpan onHardware) => onHardware * Slowness;

    /// <summary>The environment with what was found out about a host, for example its QEMU's version.</summary>
    public LabEnvironment WithOffer(string hostName, Offer offer) => With(hostName, host => host.With(offer));

    /// <summary>The environment with why a host does not offer a capability.</summary>
    public LabEnvironment WithLack(string hostName, string capability, string reason) =>
        With(hostName, host => host with { Lacks = host.Lacks.SetItem(capability, reason) });

    private LabEnvironment With(string hostName, Func<HostDescription, HostDescription> change) =>
        this with { Hosts = [.. Hosts.Select(host => host.Name == hostName ? change(host) : host)] };
}
