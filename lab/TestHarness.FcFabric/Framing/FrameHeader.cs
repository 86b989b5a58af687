using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>The header of a Fibre Channel frame. Source: FC-FS, frame header.</summary>
internal readonly record struct FrameHeader(
    byte RoutingControl,
    FcAddress Destination,
    FcAddress Source,
    byte Type,
    int FrameControl,
    ushort SequenceCount,
    ushort OriginatorExchange,
    ushort ResponderExchange)
{
    /// <summary>The length of a header in bytes.</summary>
    public const int Length = 24;

    /// <summary>F_CTL of the one frame of an exchange's first sequence, which passes the initiative on.</summary>
    public const int RequestControl = 0x290000;

    /// <summary>F_CTL of the responder's last frame of the exchange.</summary>
    public const int ReplyControl = 0x980000;

    /// <summary>F_CTL of the responder's frames before that.</summary>
    public const int PartControl = 0x800000;

    /// <summary>The ID of an exchange to which the responder has not given one.</summary>
    public const ushort Unassigned = 0xffff;

    private const int TypeOffset = 8;

    private const int SequenceOffset = 14;

    /// <summary>Reads a header.</summary>
    public static FrameHeader Read(ReadOnlySpan<byte> frame) => new(
        frame[0],
        FcAddress.Read(frame[1..]),
        FcAddress.Read(frame[5..]),
        frame[TypeOffset],
        FcAddress.Read(frame[(TypeOffset + 1)..]).Value,
        BinaryPrimitives.ReadUInt16BigEndian(frame[SequenceOffset..]),
        BinaryPrimitives.ReadUInt16BigEndian(frame[(SequenceOffset + 2)..]),
        BinaryPrimitives.ReadUInt16BigEndian(frame[(SequenceOffset + 4)..]));

    /// <summary>Makes the header of a request.</summary>
    public static FrameHeader Request(byte routingControl, FcAddress destination, FcAddress source, byte type, ushort exchange) =>
        new(routingControl, destination, source, type, RequestControl, 0, exchange, Unassigned);

    /// <summary>Makes the header of the answer to this request.</summary>
    /// <param name="source">The sender of the answer; null when it is the request's destination.</param>
    /// <param name="destination">
    /// The receiver of the answer; null when it is the request's source. A request may not yet know its own address.
    /// </param>
    public FrameHeader Reply(byte routingControl, FcAddress? destination = null, FcAddress? source = null) =>
        new(routingControl, destination ?? Source, source ?? Destination, Type, ReplyControl, 0, OriginatorExchange, Unassigned);

    /// <summary>Writes the header and a payload; SEQ_ID, DF_CTL and the parameter are 0.</summary>
    public byte[] With(ReadOnlySpan<byte> payload) => new WireWriter()
        .Byte(RoutingControl).Address(Destination).Byte(0).Address(Source).Byte(Type).Address(new FcAddress(FrameControl))
        .UInt16(0).UInt16(SequenceCount).UInt16(OriginatorExchange).UInt16(ResponderExchange).UInt32(0)
        .Bytes(payload).Zeros(-payload.Length & 3).ToArray();
}

/// <summary>The values of R_CTL, the kind of a frame.</summary>
internal static class RoutingControl
{
    /// <summary>A request of Common Transport.</summary>
    public const byte UnsolicitedControl = 0x02;
    /// <summary>An answer of Common Transport.</summary>
    public const byte SolicitedControl = 0x03;
    /// <summary>A request of an extended link service.</summary>
    public const byte ElsRequest = 0x22;
    /// <summary>An answer of an extended link service.</summary>
    public const byte ElsReply = 0x23;
}

/// <summary>The values of TYPE in a frame, and of the protocols that a port registers with the name server.</summary>
internal static class FcType
{
    /// <summary>Extended link services.</summary>
    public const byte Els = 0x01;
    /// <summary>SCSI over Fibre Channel.</summary>
    public const byte Fcp = 0x08;
    /// <summary>Common Transport, which carries requests to the name server.</summary>
    public const byte CommonTransport = 0x20;
}
