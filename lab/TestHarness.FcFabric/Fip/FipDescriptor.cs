using System.Buffers.Binary;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Fip;

/// <param name="Body">What follows type and length.</param>
internal sealed record FipDescriptor(FipDescriptorType Type, ReadOnlyMemory<byte> Body)
{
    private const int HeaderLength = 2;

    public static FipDescriptor Priority(byte value) => Of(FipDescriptorType.Priority, new WireWriter().Byte(0).Byte(value));

    public static FipDescriptor Mac(MacAddress mac) => Of(FipDescriptorType.Mac, new WireWriter().Mac(mac));

    public static FipDescriptor SwitchName(WorldWideName name) => Of(FipDescriptorType.Name, new WireWriter().Zeros(2).Name(name));

    public static FipDescriptor Fabric(WorldWideName name) =>
        Of(FipDescriptorType.Fabric, new WireWriter().Zeros(3).Address(new FcAddress(MacAddress.FcMap)).Name(name));

    public static FipDescriptor KeepAlivePeriod(TimeSpan period) =>
        Of(FipDescriptorType.KeepAlivePeriod, new WireWriter().Zeros(2).UInt32((long)period.TotalMilliseconds));

    public static FipDescriptor VirtualPort(FcAddress address, WorldWideName wwpn) =>
        Of(FipDescriptorType.VirtualPort, new WireWriter().Mac(MacAddress.Of(address)).Byte(0).Address(address).Name(wwpn));

    /// <param name="type">FLOGI, FDISC or LOGO.</param>
    /// <param name="frame">The ELS with its frame header.</param>
    public static FipDescriptor LinkService(FipDescriptorType type, ReadOnlySpan<byte> frame) => Of(type, new WireWriter().Zeros(2).Bytes(frame));

    /// <summary>The ELS with its frame header; empty where there is not even a header.</summary>
    public ReadOnlyMemory<byte> LinkServiceFrame => Body.Length > 2 + FrameHeader.Length ? Body[2..] : default;

    /// <summary>The longest FCoE frame that an ENode takes, without its Ethernet header.</summary>
    public int? LargestFrame => Type == FipDescriptorType.LargestFrame && Body.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(Body.Span) : null;

    /// <summary>The N_Port ID that a VN_Port's keep-alive is of.</summary>
    public FcAddress? VirtualPortAddress => Type == FipDescriptorType.VirtualPort && Body.Length == 18 ? FcAddress.Read(Body.Span[7..]) : null;

    public WireWriter Write(WireWriter writer) => writer.Byte((int)Type).Byte((HeaderLength + Body.Length) / 4).Bytes(Body.Span);

    private static FipDescriptor Of(FipDescriptorType type, WireWriter body) => new(type, body.ToArray());
}

internal enum FipDescriptorType
{
    Priority = 1,
    Mac = 2,
    Name = 4,
    Fabric = 5,
    LargestFrame = 6,
    FabricLogin = 7,
    FabricDiscovery = 8,
    Logout = 9,
    VirtualPort = 11,
    KeepAlivePeriod = 12,
}
