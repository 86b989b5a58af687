using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Zoning;

/// <summary>
/// The zones as they are edited, and those in force. With none in force all ports see one another, as with a switch whose default
/// zone permits; else two ports do that share a zone.
/// </summary>
internal sealed class Zoning
{
    public ZoneSet Defined { get; set; } = ZoneSet.Empty;

    public ZoneSet? Active { get; private set; }

    public bool Joins(NPort one, NPort other) => Joins(Active, one, other);

    /// <summary>Puts zones in force, or none.</summary>
    /// <returns>The pairs of ports that this joined or parted.</returns>
    public IEnumerable<(NPort, NPort)> Activate(ZoneSet? zones, IReadOnlyCollection<NPort> ports)
    {
        var before = Active;
        Active = zones;
        return from one in ports
               from other in ports
               where one != other && Joins(before, one, other) != Joins(zones, one, other)
               select (one, other);
    }

    private static bool Joins(ZoneSet? zones, NPort one, NPort other) => zones is null || one == other || zones.Joins(one.Wwpn, other.Wwpn);
}
