using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;
using TestHarness.FcFabric.NameServer;

namespace TestHarness.FcFabric.Switching;

/// <summary>
/// An FCoE forwarder (FCF) with a port for each host: frames go in one by one, and out to hosts. Sources: FC-BB-5, FC-FS, FC-LS,
/// FC-GS.
/// </summary>
internal sealed partial class Forwarder
{
    private readonly Lock _lock = new();
    private readonly LoginTable _logins = new();
    private readonly Zoning.Zoning _zoning = new();
    private readonly ImmutableArray<HostPort> _hosts;
    private readonly TimeProvider _time;
    private readonly Transmitter _transmitter;
    private readonly StateChanges _stateChanges;
    private readonly Sessions _sessions;
    private readonly FipService _fip;
    private readonly ElsService _els;
    private readonly NameServerService _nameServer;

    /// <summary>Makes a forwarder with a port for each host.</summary>
    /// <param name="send">Takes an Ethernet frame of the fabric itself for a host; must not wait.</param>
    public Forwarder(IEnumerable<string> hosts, Action<HostPort, byte[]> send, Action<string> log, TimeProvider time)
    {
        _hosts = [.. hosts.Select((name, index) => new HostPort(index + 1, name))];
        _time = time;
        _transmitter = new Transmitter((host, frame) =>
        {
            if (host.IsUp)
                send(host, frame);
        });
        _stateChanges = new StateChanges(_logins, _zoning, _transmitter);
        _sessions = new Sessions(_logins, _stateChanges, _transmitter, log);
        _fip = new FipService(_logins, _sessions, _transmitter);
        _els = new ElsService(_transmitter);
        _nameServer = new NameServerService(_logins, _zoning, _stateChanges, _transmitter);
    }

    /// <summary>The ports, in the order of their numbers.</summary>
    public ImmutableArray<HostPort> Hosts => _hosts;

    /// <summary>Handles a frame from a host.</summary>
    /// <param name="frame">An Ethernet frame from the host; a forwarded frame is readdressed in place.</param>
    /// <returns>The host that the frame is for; null when the fabric has answered or dropped the frame.</returns>
    public HostPort? Receive(HostPort host, byte[] frame)
    {
        lock (_lock)
        {
            var destination = host.IsUp && frame.Length > EthernetFrame.HeaderLength ? Handle(host, frame) : Drop(host);
            Changed();
            return destination;
        }
    }

    private HostPort? Handle(HostPort host, byte[] frame)
    {
        host.LastHeard = _time.GetUtcNow();
        switch (EthernetFrame.Type(frame))
        {
            case EthernetFrame.Fip when FipFrame.Read(frame) is { } fip:
                if (fip.Operation == FipOperation.KeepAlive
                    && fip.Find(FipDescriptorType.VirtualPort)?.VirtualPortAddress is { } id
                    && _logins.Find(id) is { } alive)
                    alive.LastHeard = host.LastHeard;
                _fip.Handle(host, fip, host.LastHeard);
                return null;
            case EthernetFrame.Fcoe:
                return Forward(host, frame);
            default:
                return Drop(host);
        }
    }

    private HostPort? Forward(HostPort host, byte[] frame)
    {
        var content = FcoeFrame.Content(frame);
        if (content.IsEmpty)
            return Drop(host);

        var header = FrameHeader.Read(content.Span);
        if (_logins.Find(header.Source) is not { } source || source.Host != host || source.Mac != EthernetFrame.Source(frame))
            return Drop(host);

        source.LastHeard = host.LastHeard;
        source.Out.Count(frame.Length);
        if (_logins.Find(header.Destination) is { } destination)
        {
            if (!_zoning.Joins(source, destination) || !destination.Host.IsUp)
                return Drop(host);
            destination.In.Count(frame.Length);
            EthernetFrame.Readdress(frame, destination.Mac, Identity.Mac);
            return destination.Host;
        }

        var payload = content[FrameHeader.Length..];
        if (header is { RoutingControl: RoutingControl.ElsRequest, Type: FcType.Els } && IsService(header.Destination))
            _els.Handle(source, header, payload.Span);
        else if (
            header is { RoutingControl: RoutingControl.UnsolicitedControl, Type: FcType.CommonTransport }
                && header.Destination == FcAddress.DirectoryService)
            _nameServer.Handle(source, header, payload);
        else if (!IsService(header.Destination))
            Drop(host);
        return null;
    }

    private static bool IsService(FcAddress address) =>
        address == FcAddress.FPort || address == FcAddress.FabricController || address == FcAddress.DirectoryService;

    /// <summary>Counts a dropped frame. In class 3, a frame that cannot be delivered is dropped without an answer.</summary>
    private static HostPort? Drop(HostPort host)
    {
        host.Discards++;
        return null;
    }
}
