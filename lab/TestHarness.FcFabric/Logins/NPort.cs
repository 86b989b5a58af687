using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>A port that has logged in to the fabric: a host's HBA by FLOGI, a vHBA of it by FDISC.</summary>
internal sealed class NPort(FcAddress id, WorldWideName wwpn, WorldWideName wwnn, HostPort host, NPort? parent, DateTimeOffset since)
{
    public FcAddress Id => id;

    public WorldWideName Wwpn => wwpn;

    public WorldWideName Wwnn => wwnn;

    public HostPort Host => host;

    /// <summary>The HBA of a vHBA.</summary>
    public NPort? Parent => parent;

    public MacAddress Mac { get; } = MacAddress.Of(id);

    public DateTimeOffset LastHeard { get; set; } = since;

    /// <summary>It has asked for RSCNs, the last thing that a port does before it is online.</summary>
    public bool WantsStateChanges { get; set; }

    /// <summary>What it registered with the name server: a bit for each FC-4 type, and by type its features.</summary>
    public ImmutableHashSet<byte> Types { get; set; } = [];

    public ImmutableDictionary<byte, byte> Features { get; set; } = ImmutableDictionary<byte, byte>.Empty;

    public ReadOnlyMemory<byte> SymbolicName { get; set; }

    public ReadOnlyMemory<byte> SymbolicNodeName { get; set; }

    public Traffic In { get; } = new();

    public Traffic Out { get; } = new();
}

/// <summary>FCoE frames in one direction, as the port sees it.</summary>
internal sealed class Traffic
{
    public long Frames { get; private set; }

    /// <summary>With their Ethernet headers.</summary>
    public long Bytes { get; private set; }

    public void Count(int bytes)
    {
        Frames++;
        Bytes += bytes;
    }
}
