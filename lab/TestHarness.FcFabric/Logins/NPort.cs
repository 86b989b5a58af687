using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>A port that has logged in to the fabric: a host's HBA by FLOGI, a vHBA of it by FDISC.</summary>
internal sealed class NPort(
    FcAddress id, WorldWideName wwpn, WorldWideName wwnn, HostPort host, NPort? parent, DateTimeOffset since)
{
    /// <summary>The N_Port ID.</summary>
    public FcAddress Id => id;

    /// <summary>The name of the port.</summary>
    public WorldWideName Wwpn => wwpn;

    /// <summary>The name of the node.</summary>
    public WorldWideName Wwnn => wwnn;

    /// <summary>The port of the fabric by which it is logged in.</summary>
    public HostPort Host => host;

    /// <summary>The HBA of a vHBA; null for an HBA.</summary>
    public NPort? Parent => parent;

    /// <summary>The fabric-provided MAC address.</summary>
    public MacAddress Mac { get; } = MacAddress.Of(id);

    /// <summary>The time of the port's last frame.</summary>
    public DateTimeOffset LastHeard { get; set; } = since;

    /// <summary>Whether the port has asked for RSCNs, the last step before it is online.</summary>
    public bool WantsStateChanges { get; set; }

    /// <summary>The FC-4 types that the port registered with the name server.</summary>
    public ImmutableHashSet<byte> Types { get; set; } = [];

    /// <summary>The features that the port registered, by FC-4 type.</summary>
    public ImmutableDictionary<byte, byte> Features { get; set; } = ImmutableDictionary<byte, byte>.Empty;

    /// <summary>The symbolic name that the port registered.</summary>
    public ReadOnlyMemory<byte> SymbolicName { get; set; }

    /// <summary>The symbolic name of the node that the port registered.</summary>
    public ReadOnlyMemory<byte> SymbolicNodeName { get; set; }

    /// <summary>The frames to the port.</summary>
    public Traffic In { get; } = new();

    /// <summary>The frames from the port.</summary>
    public Traffic Out { get; } = new();
}

/// <summary>The FCoE frames in one direction, as the port sees it.</summary>
internal sealed class Traffic
{
    /// <summary>The number of frames.</summary>
    public long Frames { get; private set; }

    /// <summary>The bytes of the frames, with their Ethernet headers.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts a frame.</summary>
    public void Count(int bytes)
    {
        Frames++;
        Bytes += bytes;
    }
}
