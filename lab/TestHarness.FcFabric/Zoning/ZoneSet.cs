using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Zoning;

/// <summary>Zones by name, each a set of WWPNs that see one another.</summary>
internal sealed record ZoneSet(ImmutableSortedDictionary<string, ImmutableHashSet<WorldWideName>> Zones)
{
    /// <summary>The set without zones.</summary>
    public static ZoneSet Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, ImmutableHashSet<WorldWideName>>(StringComparer.Ordinal));

    /// <summary>Returns whether two ports share a zone.</summary>
    public bool Joins(WorldWideName one, WorldWideName other) =>
        Zones.Values.Any(zone => zone.Contains(one) && zone.Contains(other));

    /// <summary>Creates a set with a zone.</summary>
    /// <param name="members">The members; none to remove the zone.</param>
    public ZoneSet With(string name, ImmutableHashSet<WorldWideName> members) =>
        new(members.IsEmpty ? Zones.Remove(name) : Zones.SetItem(name, members));
}
