using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>
/// A Fibre Channel frame in an Ethernet frame: version and reserved bytes, SOF, the frame, its CRC, EOF. Source: FC-BB-5, FCoE
/// frame format.
/// </summary>
internal static class FcoeFrame
{
    private const int SofOffset = EthernetFrame.HeaderLength + 13;

    private const int FrameOffset = SofOffset + 1;

    /// <summary>The length of CRC, EOF and three reserved bytes.</summary>
    private const int TrailerLength = 8;

    private const byte Version = 0;

    private const byte SofI3 = 0x2e;
    private const byte SofN3 = 0x36;
    private const byte EofN = 0x41;
    private const byte EofT = 0x42;

    /// <summary>Reads the Fibre Channel frame.</summary>
    /// <returns>The frame from its header to the end of its payload; empty when the format or the CRC is wrong.</returns>
    public static ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> ethernet)
    {
        if (ethernet.Length < FrameOffset + FrameHeader.Length + TrailerLength
            || ethernet.Span[EthernetFrame.HeaderLength] >> 4 != Version)
            return default;

        var bytes = ethernet.Span;
        var content = ethernet[FrameOffset..^TrailerLength];
        var isClass3 = bytes[SofOffset] is SofI3 or SofN3 && bytes[^4] is EofN or EofT;
        return isClass3 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^TrailerLength..]) == Crc32.Of(content.Span)
            ? content
            : default;
    }

    /// <summary>Writes an FCoE frame.</summary>
    /// <param name="content">The frame from its header to the end of its payload, a multiple of 4 bytes.</param>
    /// <param name="isFirst">Whether the frame is the first of its sequence.</param>
    /// <param name="isLast">Whether the frame is the last of its sequence.</param>
    public static byte[] Encapsulate(
        MacAddress destination, MacAddress source, ReadOnlySpan<byte> content, bool isFirst = true, bool isLast = true)
    {
        var frame = new byte[FrameOffset + content.Length + TrailerLength];
        EthernetFrame.Readdress(frame, destination, source);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2 * MacAddress.Length), EthernetFrame.Fcoe);
        frame[SofOffset] = isFirst ? SofI3 : SofN3;
        content.CopyTo(frame.AsSpan(FrameOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(frame.Length - TrailerLength), Crc32.Of(content));
        frame[^4] = isLast ? EofT : EofN;
        return frame;
    }
}
