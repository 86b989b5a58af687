using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>Fields of an Ethernet frame without its FCS, as it is on the link.</summary>
internal static class EthernetFrame
{
    public const int HeaderLength = 14;

    public const int ShortestLength = 60;

    public const ushort Fcoe = 0x8906;

    public const ushort Fip = 0x8914;

    public static MacAddress Destination(ReadOnlySpan<byte> frame) => MacAddress.Read(frame);

    public static MacAddress Source(ReadOnlySpan<byte> frame) => MacAddress.Read(frame[MacAddress.Length..]);

    public static ushort Type(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[(2 * MacAddress.Length)..]);

    public static void Readdress(Span<byte> frame, MacAddress destination, MacAddress source)
    {
        destination.Write(frame);
        source.Write(frame[MacAddress.Length..]);
    }
}
