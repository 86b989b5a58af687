using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Zoning;

/// <summary>
/// The zones as they are edited, and the zones in force. With none in force all ports see one another, as with a switch whose
/// default zone permits; else ports see one another when they share a zone.
/// </summary>
internal sealed class Zoning
{
    /// <summary>The zones as they are edited.</summary>
    public ZoneSet Defined { get; set; } = ZoneSet.Empty;

    /// <summary>The zones in force; null when there are none.</summary>
    public ZoneSet? Active { get; private set; }

    /// <summary>Returns whether two ports see one another.</summary>
    public bool Joins(NPort one, NPort other) => Joins(Active, one, other);

    /// <summary>Puts zones in force, or none.</summary>
    /// <returns>The pairs of ports that now see one another, or no longer do.</returns>
    public IEnumerable<(NPort, NPort)> Activate(ZoneSet? zones, IReadOnlyCollection<NPort> ports)
    {
        var before = Active;
        Active = zones;
        return from one in ports
               from other in ports
               where one != other && Joins(before, one, other) != Joins(zones, one, other)
               select (one, other);
    }

    private static bool Joins(ZoneSet? zones, NPort one, NPort other) =>
        zones is null || one == other || zones.Joins(one.Wwpn, other.Wwpn);
}
