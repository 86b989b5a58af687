using System.Collections.Immutable;
using TestHarness.Hosts;
using TestHarness.Versions;

namespace TestHarness.Environments;

/// <summary>A machine of the lab.</summary>
/// <param name="Architecture">The architecture as <c>uname -m</c> prints it; null when any architecture will do.</param>
public sealed record HostDescription(
    string Name, HostConnection Connection, string? Architecture, ImmutableArray<string> Labels, ImmutableArray<Offer> Offers)
{
    /// <summary>The address to which other hosts migrate guests; null when it is the address of the SSH connection.</summary>
    public string? MigrationAddress { get; init; }

    /// <summary>
    /// The machine behind the host, for hosts of different connections that are one machine on purpose; null when none is given.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>
    /// The group of hosts to which the host belongs; null when the environment has no groups. Scenarios run at the same time in
    /// different groups.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The host's own QEMU; null when it has the environment's.</summary>
    public QemuSettings? Qemu { get; init; }

    /// <summary>The items of all sections that device kinds have in the host's mapping.</summary>
    public ImmutableArray<object> SectionItems { get; init; } = [];

    /// <summary>For each capability that was looked for and not found: the reason why the host does not offer it.</summary>
    public ImmutableSortedDictionary<string, string> Lacks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Returns the items of the section that has items of this type, in the order of the file.</summary>
    public ImmutableArray<T> Section<T>() => [.. SectionItems.OfType<T>()];

    /// <summary>Returns the offer of a capability; null when the host does not offer it.</summary>
    public Offer? Find(string capability) => Offers.FirstOrDefault(offer => offer.Capability == capability);

    /// <summary>Returns the host with an offer, which replaces the one of the same capability.</summary>
    public HostDescription With(Offer offer) =>
        this with { Offers = Offers.RemoveAll(other => other.Capability == offer.Capability).Add(offer) };
}

/// <summary>A capability of a host, for example <c>vports</c> with the attribute <c>parent: scsi_host5</c>.</summary>
public sealed record Offer(string Capability, ImmutableSortedDictionary<string, string> Attributes)
{
    /// <summary>Makes an offer without attributes.</summary>
    public Offer(string capability)
        : this(capability, ImmutableSortedDictionary<string, string>.Empty)
    {
    }

    /// <summary>The version or count that is offered; both of its texts are null when the offer has none.</summary>
    public SoftwareVersion Version
    {
        get
        {
            var stated = Attributes.GetValueOrDefault(SoftwareVersion.OwnAttribute) ?? Attributes.GetValueOrDefault("count");
            return new SoftwareVersion(
                stated is [>= '0' and <= '9', ..] ? stated : null,
                Attributes.GetValueOrDefault(SoftwareVersion.PackageAttribute),
                Attributes.GetValueOrDefault(SoftwareVersion.PackagingAttribute));
        }
    }
}
