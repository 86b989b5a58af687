using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Logins;

/// <summary>
/// A port of the fabric with the link to one host (in FC-BB-5 the lossless Ethernet MAC, in a switch the F_Port).
/// </summary>
/// <param name="number">The number, from 1, which is the area of the port's N_Port IDs.</param>
internal sealed class HostPort(int number, string name)
{
    /// <summary>The number, from 1.</summary>
    public int Number => number;

    /// <summary>The host's name.</summary>
    public string Name => name;

    /// <summary>Whether the link is up; false when a command has taken it down.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>The MAC address of the host's NIC; null until the host has sent a frame.</summary>
    public MacAddress? Node { get; set; }

    /// <summary>
    /// The WWPN that last logged in here, by which the link can be taken up again; null before the first login.
    /// </summary>
    public WorldWideName? LastWwpn { get; set; }

    /// <summary>The time of the host's last frame.</summary>
    public DateTimeOffset LastHeard { get; set; }

    /// <summary>The dropped frames from or to this link.</summary>
    public long Discards { get; set; }
}
