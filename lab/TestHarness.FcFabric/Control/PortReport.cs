using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Control;

internal static class PortReport
{
    public static PortStatus Of(HostPort host) => new(
        host.Name, host.IsUp ? PortState.Offline : PortState.Down, host.LastWwpn?.ToString(), Discards: host.Discards);

    public static PortStatus Of(NPort port) => new(
        port.Host.Name, port.WantsStateChanges ? PortState.Online : PortState.LoggedIn,
        port.Wwpn.ToString(), port.Wwnn.ToString(), port.Id.ToString(), port.Mac.ToString(), port.Parent?.Wwpn.ToString(),
        port.In.Frames, port.Out.Frames, port.In.Bytes, port.Out.Bytes, port.Host.Discards);

    public static PortStatus OfBarred(WorldWideName wwpn) => new(null, PortState.Down, wwpn.ToString());
}
