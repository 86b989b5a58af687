using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.NameServer;
using TestHarness.FcFabric.Switching;

namespace TestHarness.FcFabric.Tests.Switching;

/// <summary>A forwarder with two hosts' links, to which frames are given and from which they are taken by hand.</summary>
internal sealed class FabricFixture : TimeProvider
{
    private readonly Queue<(string Host, byte[] Frame)> _sent = [];
    private TimeSpan _elapsed;

    public FabricFixture() =>
        Forwarder = new Forwarder(["host1", "host2"], (host, frame) => _sent.Enqueue((host.Name, frame)), Log.Add, this);

    public Forwarder Forwarder { get; }

    public List<string> Log { get; } = [];

    public static MacAddress Node(int host) => new(0x525400000300 + (ulong)host);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _elapsed;

    public void Pass(TimeSpan time) => _elapsed += time;

    public ImmutableArray<(string Host, byte[] Frame)> Sent()
    {
        ImmutableArray<(string, byte[])> sent = [.. _sent];
        _sent.Clear();
        return sent;
    }

    public string? Receive(int host, byte[] frame) => Forwarder.Receive(Forwarder.Hosts[host - 1], frame)?.Name;

    /// <returns>The N_Port ID; null where the login was refused.</returns>
    public FcAddress? LogIn(int host, string wwpn, bool isVport = false)
    {
        var type = isVport ? FipDescriptorType.FabricDiscovery : FipDescriptorType.FabricLogin;
        var payload = new LoginParameters(WorldWideName.Parse(wwpn), new WorldWideName(1)).PortAccept();
        var request = FrameHeader.Request(RoutingControl.ElsRequest, FcAddress.FPort, default, FcType.Els, 7).With(payload);
        Receive(host, FipFrom(host, FipOperation.LinkServiceRequest, FipDescriptor.LinkService(type, request)));
        var reply = FipFrame.Read(Sent().Last().Frame)!.Descriptors[0].LinkServiceFrame.Span;
        return (ElsCommand)reply[FrameHeader.Length] == ElsCommand.Accept ? FrameHeader.Read(reply).Destination : null;
    }

    /// <summary>Logs in and does what a kernel does until it is online.</summary>
    public FcAddress Online(int host, string wwpn, bool isVport = false)
    {
        var id = LogIn(host, wwpn, isVport)!.Value;
        Ask(
            host, id, NameServerCommand.RegisterTypes,
            new WireWriter().Byte(0).Address(id).Bytes(TypeMap.Write([FcType.Fcp])).ToArray());
        Receive(
            host, Fc(
                id, FcAddress.FabricController, RoutingControl.ElsRequest, FcType.Els,
                new WireWriter().Byte((int)ElsCommand.StateChangeRegistration).Zeros(7).ToArray()));
        Sent();
        return id;
    }

    /// <returns>The name server's answer after its header; null where it rejects.</returns>
    public byte[]? Ask(int host, FcAddress from, NameServerCommand command, byte[] body)
    {
        var unit = new WireWriter()
            .Byte(1).Zeros(3).Byte(0xfc).Byte(2).Zeros(2).UInt16((int)command).Zeros(6).Bytes(body).ToArray();
        Receive(host, Fc(from, FcAddress.DirectoryService, RoutingControl.UnsolicitedControl, FcType.CommonTransport, unit));
        var answer = Content(Sent().Last().Frame);
        return answer[9] == 2 ? answer[CommonTransport.HeaderLength..] : null;
    }

    public static byte[] FipFrom(int host, FipOperation operation, params ImmutableArray<FipDescriptor> descriptors) =>
        new FipFrame(Identity.Mac, Node(host), operation, FipFlags.FabricProvidedMac, descriptors).ToArray();

    public static byte[] Fc(FcAddress from, FcAddress to, byte routingControl, byte type, byte[] payload) =>
        FcoeFrame.Encapsulate(
            Identity.Mac, MacAddress.Of(from), FrameHeader.Request(routingControl, to, from, type, 9).With(payload));

    public static byte[] Content(byte[] frame) => FcoeFrame.Content(frame)[FrameHeader.Length..].ToArray();

    /// <summary>The N_Port IDs of the RSCNs that each host was sent.</summary>
    public IEnumerable<string> StateChanges() =>
        from sent in Sent()
        where EthernetFrame.Type(sent.Frame) == EthernetFrame.Fcoe
        let payload = Content(sent.Frame)
        where (ElsCommand)payload[0] == ElsCommand.StateChangeNotification
        from page in payload[4..].Chunk(4)
        select $"{FrameHeader.Read(FcoeFrame.Content(sent.Frame).Span).Destination} of {FcAddress.Read(page.AsSpan(1))}";
}
