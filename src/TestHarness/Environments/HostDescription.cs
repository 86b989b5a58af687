using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Environments;

/// <summary>A machine of the lab.</summary>
/// <param name="Architecture">As <c>uname -m</c> says it; null where any will do.</param>
public sealed record HostDescription(
    string Name, HostConnection Connection, string? Architecture, ImmutableArray<string> Labels, ImmutableArray<Offer> Offers)
{
    /// <summary>By which other hosts migrate to it; the address of its SSH connection unless given.</summary>
    public string? MigrationAddress { get; init; }

    /// <summary>
    /// The machine behind it, for hosts of different connections that are one on purpose; null when nothing is said.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>The items of all sections that device kinds have in the host's mapping.</summary>
    public ImmutableArray<object> SectionItems { get; init; } = [];

    /// <summary>Why the host does not offer a capability that was looked for.</summary>
    public ImmutableSortedDictionary<string, string> Lacks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Returns the items of the section that has items of this type, in the order of the file.</summary>
    public ImmutableArray<T> Section<T>() => [.. SectionItems.OfType<T>()];

    public Offer? Find(string capability) => Offers.FirstOrDefault(offer => offer.Capability == capability);

    /// <summary>The host with an offer in the place of the one of the same capability.</summary>
    public HostDescription With(Offer offer) =>
        this with { Offers = Offers.RemoveAll(other => other.Capability == offer.Capability).Add(offer) };
}

/// <summary>A capability of a host, for example <c>vports</c> with the attribute <c>parent: scsi_host5</c>.</summary>
public sealed record Offer(string Capability, ImmutableSortedDictionary<string, string> Attributes)
{
    public Offer(string capability)
        : this(capability, ImmutableSortedDictionary<string, string>.Empty)
    {
    }
}
