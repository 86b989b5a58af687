using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.Switching;

namespace TestHarness.FcFabric.Fip;

/// <summary>The FIP part of an FCF: discovery, logins of VN_Ports, keep-alives.</summary>
internal sealed class FipService(LoginTable logins, Sessions sessions, Transmitter transmitter)
{
    /// <summary>
    /// The period at which the fabric advertises and hosts send keep-alives: FKA_ADV_PERIOD, with FC-BB-5's default.
    /// </summary>
    public static readonly TimeSpan KeepAlivePeriod = TimeSpan.FromSeconds(8);

    private const int LargestPadding = 2500;

    private const byte Priority = 128;

    /// <summary>Handles a frame of a host.</summary>
    public void Handle(HostPort host, FipFrame frame, DateTimeOffset now)
    {
        switch (frame.Operation)
        {
            case FipOperation.DiscoverySolicitation:
                host.Node = frame.Source;
                Advertise(host, frame.Source, frame.Find(FipDescriptorType.LargestFrame)?.LargestFrame);
                break;
            case FipOperation.LinkServiceRequest:
                HandleLinkService(host, frame, now);
                break;
            case FipOperation.KeepAlive:
                HandleKeepAlive(host, frame);
                break;
        }
    }

    /// <summary>Sends an advertisement.</summary>
    /// <param name="solicited">
    /// The longest FCoE frame of the ENode that asked. A solicited advertisement is as long, to show that such frames arrive.
    /// Null for an advertisement without a question.
    /// </param>
    public void Advertise(HostPort host, MacAddress destination, int? solicited = null) => transmitter.Fip(
        host, destination, FipOperation.DiscoveryAdvertisement,
        FipFlags.FabricProvidedMac | FipFlags.AvailableForLogin | FipFlags.FromForwarder | (
            solicited is null ? FipFlags.None : FipFlags.Solicited),
        [
            FipDescriptor.Priority(Priority),
            FipDescriptor.Mac(Identity.Mac),
            FipDescriptor.SwitchName(Identity.SwitchName),
            FipDescriptor.Fabric(Identity.FabricName),
            FipDescriptor.KeepAlivePeriod(KeepAlivePeriod),
        ],
        EthernetFrame.HeaderLength + Math.Min(solicited ?? 0, LargestPadding));

    private void HandleLinkService(HostPort host, FipFrame frame, DateTimeOffset now)
    {
        if (frame.Descriptors is not [var service, ..] || service.LinkServiceFrame is not { IsEmpty: false } content)
            return;

        var request = FrameHeader.Read(content.Span);
        var payload = content.Span[FrameHeader.Length..];
        switch (service.Type)
        {
            case FipDescriptorType.FabricLogin or FipDescriptorType.FabricDiscovery when LoginParameters.Read(
                payload) is { } names:
                host.Node = service.Type == FipDescriptorType.FabricLogin ? frame.Source : host.Node;
                var (port, reason) = service.Type == FipDescriptorType.FabricLogin
                    ? sessions.LogInHba(host, names, now)
                    : sessions.LogInVport(host, names, now);
                Reply(
                    host, frame.Source, service.Type, request, port?.Id,
                    port is null
                        ? ElsPayload.Reject(reason)
                        : new LoginParameters(Identity.SwitchName, Identity.FabricName).FabricAccept());
                break;
            case FipDescriptorType.Logout:
                if (logins.Find(request.Source) is { } leaving && leaving.Host == host)
                    sessions.End(leaving, "LOGO");
                Reply(host, frame.Source, service.Type, request, request.Source, ElsPayload.Accept());
                break;
        }
    }

    /// <param name="id">The N_Port ID of the port, also of one that has logged out; null when the port is refused.</param>
    private void Reply(
        HostPort host, MacAddress destination, FipDescriptorType type, FrameHeader request, FcAddress? id, byte[] payload)
    {
        var frame = request.Reply(RoutingControl.ElsReply, id, FcAddress.FPort).With(payload);
        var service = FipDescriptor.LinkService(type, frame);
        transmitter.Fip(
            host, destination, FipOperation.LinkServiceReply, FipFlags.FabricProvidedMac | FipFlags.FromForwarder,
            id is { } granted ? [service, FipDescriptor.Mac(MacAddress.Of(granted))] : [service]);
    }

    /// <summary>
    /// Handles a keep-alive. When it is of a port that this fabric does not know, because the fabric or the host went back in
    /// time, the host must log in again.
    /// </summary>
    private void HandleKeepAlive(HostPort host, FipFrame frame)
    {
        if (logins.Hba(host) is null)
        {
            host.Node = frame.Find(FipDescriptorType.Mac) is { Body.Length: MacAddress.Length } mac
                ? MacAddress.Read(mac.Body.Span)
                : host.Node;
            sessions.ClearVirtualLinks(host, []);
        }
        else if (
            frame.Find(FipDescriptorType.VirtualPort) is { } virtualPort
                && virtualPort.VirtualPortAddress is { } address
                && logins.Find(address) is null)
        {
            sessions.ClearVirtualLinks(host, [virtualPort]);
        }
    }
}
