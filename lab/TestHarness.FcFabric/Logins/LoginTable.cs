using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>Who is logged in. N_Port IDs are 01 (the domain), the host's port, and 00 for its HBA or 01 to ff for a vHBA.</summary>
internal sealed class LoginTable
{
    private const int Domain = 0x01;

    private const int MostVports = 0xff;

    private readonly SortedDictionary<int, NPort> _ports = [];

    /// <summary>A vHBA that comes back gets the ID that it had.</summary>
    private readonly Dictionary<(HostPort, WorldWideName), FcAddress> _lastIds = [];

    public IEnumerable<NPort> All => _ports.Values;

    public NPort? Find(FcAddress id) => _ports.GetValueOrDefault(id.Value);

    public NPort? Find(WorldWideName wwpn) => _ports.Values.FirstOrDefault(port => port.Wwpn == wwpn);

    public ImmutableArray<NPort> Of(HostPort host) => [.. _ports.Values.Where(port => port.Host == host)];

    public NPort? Hba(HostPort host) => Find(Id(host, 0));

    public NPort AddHba(HostPort host, WorldWideName wwpn, WorldWideName wwnn, DateTimeOffset now) =>
        Add(new NPort(Id(host, 0), wwpn, wwnn, host, null, now));

    /// <returns>Null where all IDs of the host are in use.</returns>
    public NPort? AddVport(NPort parent, WorldWideName wwpn, WorldWideName wwnn, DateTimeOffset now)
    {
        if (FreeId(parent.Host, wwpn) is not { } id)
            return null;

        _lastIds[(parent.Host, wwpn)] = id;
        return Add(new NPort(id, wwpn, wwnn, parent.Host, parent, now));
    }

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
