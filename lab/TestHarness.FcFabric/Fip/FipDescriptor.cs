using System.Buffers.Binary;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Fip;

/// <summary>A descriptor of a FIP frame.</summary>
/// <param name="Body">The bytes after type and length.</param>
internal sealed record FipDescriptor(FipDescriptorType Type, ReadOnlyMemory<byte> Body)
{
    private const int HeaderLength = 2;

    /// <summary>Makes the priority of the fabric among others.</summary>
    public static FipDescriptor Priority(byte value) => Of(FipDescriptorType.Priority, new WireWriter().Byte(0).Byte(value));

    /// <summary>Makes a MAC address.</summary>
    public static FipDescriptor Mac(MacAddress mac) => Of(FipDescriptorType.Mac, new WireWriter().Mac(mac));

    /// <summary>Makes the name of the switch.</summary>
    public static FipDescriptor SwitchName(WorldWideName name) =>
        Of(FipDescriptorType.Name, new WireWriter().Zeros(2).Name(name));

    /// <summary>Makes the name of the fabric, with FC-MAP.</summary>
    public static FipDescriptor Fabric(WorldWideName name) =>
        Of(FipDescriptorType.Fabric, new WireWriter().Zeros(3).Address(new FcAddress(MacAddress.FcMap)).Name(name));

    /// <summary>Makes the period of keep-alives.</summary>
    public static FipDescriptor KeepAlivePeriod(TimeSpan period) =>
        Of(FipDescriptorType.KeepAlivePeriod, new WireWriter().Zeros(2).UInt32((long)period.TotalMilliseconds));

    /// <summary>Makes the identification of a VN_Port.</summary>
    public static FipDescriptor VirtualPort(FcAddress address, WorldWideName wwpn) =>
        Of(FipDescriptorType.VirtualPort, new WireWriter().Mac(MacAddress.Of(address)).Byte(0).Address(address).Name(wwpn));

    /// <summary>Makes an ELS.</summary>
    /// <param name="type">The ELS: FLOGI, FDISC or LOGO.</param>
    /// <param name="frame">The ELS with its frame header.</param>
    public static FipDescriptor LinkService(FipDescriptorType type, ReadOnlySpan<byte> frame) =>
        Of(type, new WireWriter().Zeros(2).Bytes(frame));

    /// <summary>The ELS with its frame header; empty when there is not even a header.</summary>
    public ReadOnlyMemory<byte> LinkServiceFrame => Body.Length > 2 + FrameHeader.Length ? Body[2..] : default;

    /// <summary>The longest FCoE frame that an ENode accepts, without its Ethernet header; null for another descriptor.</summary>
    public int? LargestFrame =>
        Type == FipDescriptorType.LargestFrame && Body.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(Body.Span) : null;

    /// <summary>The N_Port ID of a VN_Port's keep-alive; null for another descriptor.</summary>
    public FcAddress? VirtualPortAddress =>
        Type == FipDescriptorType.VirtualPort && Body.Length == 18 ? FcAddress.Read(Body.Span[7..]) : null;

    /// <summary>Writes the descriptor.</summary>
    public WireWriter Write(WireWriter writer) => writer.Byte((int)Type).Byte((HeaderLength + Body.Length) / 4).Bytes(Body.Span);

    private static FipDescriptor Of(FipDescriptorType type, WireWriter body) => new(type, body.ToArray());
}

/// <summary>The types of descriptors.</summary>
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
