using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>A port of the fabric with the link that leads to one host (in FC-BB-5 the lossless Ethernet MAC, in a switch the F_Port).</summary>
/// <param name="number">From 1; the area of its N_Port IDs.</param>
internal sealed class HostPort(int number, string name)
{
    public int Number => number;

    public string Name => name;

    /// <summary>False while the link is down on command.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>The MAC address of the host's NIC, once it has been heard.</summary>
    public MacAddress? Node { get; set; }

    /// <summary>The WWPN that last logged in here, by which the link is taken up again.</summary>
    public WorldWideName? LastWwpn { get; set; }

    public DateTimeOffset LastHeard { get; set; }

    /// <summary>Frames that came or were to go by this link and were dropped.</summary>
    public long Discards { get; set; }
}
