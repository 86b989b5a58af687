using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>The header of a Fibre Channel frame. Source: FC-FS, frame header.</summary>
internal readonly record struct FrameHeader(
    byte RoutingControl, FcAddress Destination, FcAddress Source, byte Type, int FrameControl, ushort SequenceCount, ushort OriginatorExchange, ushort ResponderExchange)
{
    public const int Length = 24;

    /// <summary>F_CTL of the one frame of an exchange's first sequence, which passes the initiative on.</summary>
    public const int RequestControl = 0x290000;

    /// <summary>F_CTL of the responder's last frame of the exchange.</summary>
    public const int ReplyControl = 0x980000;

    /// <summary>F_CTL of the responder's frames before that.</summary>
    public const int PartControl = 0x800000;

    public const ushort Unassigned = 0xffff;

    private const int TypeOffset = 8;

    private const int SequenceOffset = 14;

    public static FrameHeader Read(ReadOnlySpan<byte> frame) => new(
        frame[0],
        FcAddress.Read(frame[1..]),
        FcAddress.Read(frame[5..]),
        frame[TypeOffset],
        FcAddress.Read(frame[(TypeOffset + 1)..]).Value,
        BinaryPrimitives.ReadUInt16BigEndian(frame[SequenceOffset..]),
        BinaryPrimitives.ReadUInt16BigEndian(frame[(SequenceOffset + 2)..]),
        BinaryPrimitives.ReadUInt16BigEndian(frame[(SequenceOffset + 4)..]));

    public static FrameHeader Request(byte routingControl, FcAddress destination, FcAddress source, byte type, ushort exchange) =>
        new(routingControl, destination, source, type, RequestControl, 0, exchange, Unassigned);

    /// <param name="source">Whoever answers, where it is not whom the request names.</param>
    /// <param name="destination">Who is answered, where the request does not yet know its own address.</param>
    public FrameHeader Reply(byte routingControl, FcAddress? destination = null, FcAddress? source = null) =>
        new(routingControl, destination ?? Source, source ?? Destination, Type, ReplyControl, 0, OriginatorExchange, Unassigned);

    /// <summary>SEQ_ID, DF_CTL and the parameter are 0.</summary>
    public byte[] With(ReadOnlySpan<byte> payload) => new WireWriter()
        .Byte(RoutingControl).Address(Destination).Byte(0).Address(Source).Byte(Type).Address(new FcAddress(FrameControl))
        .UInt16(0).UInt16(SequenceCount).UInt16(OriginatorExchange).UInt16(ResponderExchange).UInt32(0)
        .Bytes(payload).Zeros(-payload.Length & 3).ToArray();
}

/// <summary>R_CTL: what kind of frame it is.</summary>
internal static class RoutingControl
{
    public const byte UnsolicitedControl = 0x02;
    public const byte SolicitedControl = 0x03;
    public const byte ElsRequest = 0x22;
    public const byte ElsReply = 0x23;
}

/// <summary>TYPE of a frame, and of the protocols that a port registers with the name server.</summary>
internal static class FcType
{
    public const byte Els = 0x01;
    public const byte Fcp = 0x08;
    public const byte CommonTransport = 0x20;
}
