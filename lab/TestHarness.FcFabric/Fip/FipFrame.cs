using System.Buffers.Binary;
using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Fip;

/// <summary>A frame of the FCoE Initialization Protocol: an operation and a list of descriptors. Source: FC-BB-5, FIP.</summary>
internal sealed record FipFrame(
    MacAddress Destination, MacAddress Source, FipOperation Operation, FipFlags Flags, ImmutableArray<FipDescriptor> Descriptors)
{
    private const int HeaderLength = 10;

    private const int Version = 1;

    private const int Word = 4;

    /// <summary>Reads a frame.</summary>
    /// <returns>The frame; null when it is not a whole FIP frame.</returns>
    public static FipFrame? Read(ReadOnlyMemory<byte> ethernet)
    {
        var header = ethernet[EthernetFrame.HeaderLength..].Span;
        if (header.Length < HeaderLength || header[0] >> 4 != Version)
            return null;

        var length = BinaryPrimitives.ReadUInt16BigEndian(header[6..]) * Word;
        return header.Length - HeaderLength >= length
            && Split(ethernet.Slice(EthernetFrame.HeaderLength + HeaderLength, length)) is { IsDefault: false } descriptors
            ? new FipFrame(
                EthernetFrame.Destination(ethernet.Span), EthernetFrame.Source(ethernet.Span),
                (FipOperation)(BinaryPrimitives.ReadUInt16BigEndian(header[2..]) << 8 | header[5]),
                (FipFlags)BinaryPrimitives.ReadUInt16BigEndian(header[8..]), descriptors)
            : null;
    }

    /// <summary>Finds the first descriptor of a type; null when there is none.</summary>
    public FipDescriptor? Find(FipDescriptorType type) => Descriptors.FirstOrDefault(descriptor => descriptor.Type == type);

    /// <summary>Writes the frame.</summary>
    /// <param name="length">The least length of the frame in bytes.</param>
    public byte[] ToArray(int length = 0)
    {
        var list = Descriptors.Aggregate(new WireWriter(), (writer, descriptor) => descriptor.Write(writer)).ToArray();
        var frame = new WireWriter()
            .Mac(Destination).Mac(Source).UInt16(EthernetFrame.Fip)
            .Byte(Version << 4).Byte(0).UInt16((int)Operation >> 8).Byte(0).Byte((int)Operation)
            .UInt16(list.Length / Word).UInt16((int)Flags).Bytes(list).ToArray();
        Array.Resize(ref frame, Math.Max(frame.Length, Math.Max(length, EthernetFrame.ShortestLength)));
        return frame;
    }

    private static ImmutableArray<FipDescriptor> Split(ReadOnlyMemory<byte> list)
    {
        var descriptors = ImmutableArray.CreateBuilder<FipDescriptor>();
        while (list.Length >= Word)
        {
            var length = list.Span[1] * Word;
            if (length == 0 || length > list.Length)
                return default;
            descriptors.Add(new FipDescriptor((FipDescriptorType)list.Span[0], list[2..length]));
            list = list[length..];
        }

        return descriptors.ToImmutable();
    }
}

/// <summary>The operation code and subcode, as 0xOOSS.</summary>
internal enum FipOperation
{
    DiscoverySolicitation = 0x0101,
    DiscoveryAdvertisement = 0x0102,
    LinkServiceRequest = 0x0201,
    LinkServiceReply = 0x0202,
    KeepAlive = 0x0301,
    ClearVirtualLinks = 0x0302,
}

/// <summary>The flags of a frame.</summary>
[Flags]
internal enum FipFlags
{
    None = 0,
    FromForwarder = 1,
    Solicited = 2,
    AvailableForLogin = 4,
    FabricProvidedMac = 0x8000,
}
