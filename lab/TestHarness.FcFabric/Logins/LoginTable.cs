using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>
/// The ports that are logged in. An N_Port ID is 01 (the domain), the number of the host's port, and 00 for its HBA or 01 to ff
/// for a vHBA.
/// </summary>
internal sealed class LoginTable
{
    private const int Domain = 0x01;

    private const int MostVports = 0xff;

    private readonly SortedDictionary<int, NPort> _ports = [];

    /// <summary>The last ID of each vHBA, which it gets again when it comes back.</summary>
    private readonly Dictionary<(HostPort, WorldWideName), FcAddress> _lastIds = [];

    /// <summary>All ports, in the order of their IDs.</summary>
    public IEnumerable<NPort> All => _ports.Values;

    /// <summary>Finds the port with an ID.</summary>
    public NPort? Find(FcAddress id) => _ports.GetValueOrDefault(id.Value);

    /// <summary>Finds the port with a WWPN.</summary>
    public NPort? Find(WorldWideName wwpn) => _ports.Values.FirstOrDefault(port => port.Wwpn == wwpn);

    /// <summary>Lists the ports of a host.</summary>
    public ImmutableArray<NPort> Of(HostPort host) => [.. _ports.Values.Where(port => port.Host == host)];

    /// <summary>Finds the HBA of a host.</summary>
    public NPort? Hba(HostPort host) => Find(Id(host, 0));

    /// <summary>Adds the HBA of a host.</summary>
    public NPort AddHba(HostPort host, WorldWideName wwpn, WorldWideName wwnn, DateTimeOffset now) =>
        Add(new NPort(Id(host, 0), wwpn, wwnn, host, null, now));

    /// <summary>Adds a vHBA.</summary>
    /// <returns>The port; null when all IDs of the host are in use.</returns>
    public NPort? AddVport(NPort parent, WorldWideName wwpn, WorldWideName wwnn, DateTimeOffset now)
    {
        if (FreeId(parent.Host, wwpn) is not { } id)
            return null;

        _lastIds[(parent.Host, wwpn)] = id;
        return Add(new NPort(id, wwpn, wwnn, parent.Host, parent, now));
    }

    /// <summary>Removes a port.</summary>
    public void Remove(NPort port) => _ports.Remove(port.Id.Value);

    private static FcAddress Id(HostPort host, int index) => new(Domain << 16 | host.Number << 8 | index);

    private FcAddress? FreeId(HostPort host, WorldWideName wwpn)
    {
        if (_lastIds.TryGetValue((host, wwpn), out var last) && Find(last) is null)
            return last;

        var free = Enumerable.Range(1, MostVports).Select(index => Id(host, index)).Where(id => Find(id) is null).ToArray();
        return free.Length == 0 ? null : free.Except(_lastIds.Values).Append(free[0]).First();
    }

    private NPort Add(NPort port)
    {
        _ports[port.Id.Value] = port;
        return port;
    }
}
