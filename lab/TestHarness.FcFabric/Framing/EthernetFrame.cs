using System.Buffers.Binary;

namespace TestHarness.FcFabric.Framing;

/// <summary>The fields of an Ethernet frame without its FCS, as it is on the link.</summary>
internal static class EthernetFrame
{
    /// <summary>The length of the header in bytes.</summary>
    public const int HeaderLength = 14;

    /// <summary>The least length of a frame in bytes.</summary>
    public const int ShortestLength = 60;

    /// <summary>The type of FCoE frames.</summary>
    public const ushort Fcoe = 0x8906;

    /// <summary>The type of FIP frames.</summary>
    public const ushort Fip = 0x8914;

    /// <summary>Reads the destination.</summary>
    public static MacAddress Destination(ReadOnlySpan<byte> frame) => MacAddress.Read(frame);

    /// <summary>Reads the source.</summary>
    public static MacAddress Source(ReadOnlySpan<byte> frame) => MacAddress.Read(frame[MacAddress.Length..]);

    /// <summary>Reads the type.</summary>
    public static ushort Type(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[(2 * MacAddress.Length)..]);

    /// <summary>Replaces the addresses of a frame.</summary>
    public static void Readdress(Span<byte> frame, MacAddress destination, MacAddress source)
    {
        destination.Write(frame);
        source.Write(frame[MacAddress.Length..]);
    }
}
