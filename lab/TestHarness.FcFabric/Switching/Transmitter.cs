using System.Collections.Immutable;
using TestHarness.FcFabric.Els;
using TestHarness.FcFabric.Fip;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Logins;

namespace TestHarness.FcFabric.Switching;

/// <summary>The sender of the fabric's own frames.</summary>
/// <param name="send">Takes an Ethernet frame for a host; must not wait.</param>
internal sealed class Transmitter(Action<HostPort, byte[]> send)
{
    /// <summary>The longest part of an answer, in whole words, and in whole entries of the name server's lists.</summary>
    private const int LongestPart = LoginParameters.LargestPayload / 16 * 16;

    private ushort _exchange;

    /// <summary>Sends a request to a port.</summary>
    public void Request(NPort to, FcAddress from, ReadOnlySpan<byte> payload) =>
        Frame(to, FrameHeader.Request(RoutingControl.ElsRequest, to.Id, from, FcType.Els, ++_exchange).With(payload));

    /// <summary>Answers a request in as many frames as necessary.</summary>
    public void Reply(NPort to, FrameHeader request, byte routingControl, ReadOnlySpan<byte> payload)
    {
        var header = request.Reply(routingControl);
        for (var isFirst = true; isFirst || payload.Length > 0; isFirst = false)
        {
            var part = payload[..Math.Min(payload.Length, LongestPart)];
            payload = payload[part.Length..];
            var isLast = payload.Length == 0;
            Frame(to, (isLast ? header : header with { FrameControl = FrameHeader.PartControl }).With(part), isFirst, isLast);
            header = header with { SequenceCount = (ushort)(header.SequenceCount + 1) };
        }
    }

    /// <summary>Sends a FIP frame to a host.</summary>
    public void Fip(
        HostPort host,
        MacAddress destination,
        FipOperation operation,
        FipFlags flags,
        ImmutableArray<FipDescriptor> descriptors,
        int length = 0) =>
        send(host, new FipFrame(destination, Identity.Mac, operation, flags, descriptors).ToArray(length));

    private void Frame(NPort to, ReadOnlySpan<byte> content, bool isFirst = true, bool isLast = true)
    {
        var frame = FcoeFrame.Encapsulate(to.Mac, Identity.Mac, content, isFirst, isLast);
        to.In.Count(frame.Length);
        send(to.Host, frame);
    }
}
