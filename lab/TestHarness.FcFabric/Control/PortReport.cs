using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Control;

/// <summary>The state of ports for answers.</summary>
internal static class PortReport
{
    /// <summary>Describes a host's port without a login.</summary>
    public static PortStatus Of(HostPort host) => new(
        host.Name, host.IsUp ? PortState.Offline : PortState.Down, host.LastWwpn?.ToString(), Discards: host.Discards);

    /// <summary>Describes a port that is logged in.</summary>
    public static PortStatus Of(NPort port) => new(
        port.Host.Name, port.WantsStateChanges ? PortState.Online : PortState.LoggedIn,
        port.Wwpn.ToString(), port.Wwnn.ToString(), port.Id.ToString(), port.Mac.ToString(), port.Parent?.Wwpn.ToString(),
        port.In.Frames, port.Out.Frames, port.In.Bytes, port.Out.Bytes, port.Host.Discards);

    /// <summary>Describes a vHBA that the fabric does not admit.</summary>
    public static PortStatus OfBarred(WorldWideName wwpn) => new(null, PortState.Down, wwpn.ToString());
}
