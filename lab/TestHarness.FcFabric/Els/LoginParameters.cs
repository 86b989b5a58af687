using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Els;

/// <summary>
/// The payload of FLOGI, FDISC, PLOGI and their accepts: common service parameters, names, class parameters. Source: FC-LS.
/// </summary>
/// <param name="Wwpn">The name of the port that logs in, or to which a port logs in.</param>
/// <param name="Wwnn">The name of its node, or of the fabric.</param>
internal sealed record LoginParameters(WorldWideName Wwpn, WorldWideName Wwnn)
{
    /// <summary>The length of the payload in bytes.</summary>
    public const int Length = 116;

    /// <summary>The longest data field of a frame, in bytes.</summary>
    public const int LargestPayload = 2112;

    private const int NamesOffset = 20;

    private const int FcPhVersion = 0x20;

    private const int BufferCredit = 10;

    /// <summary>The features F_Port, and several N_Port IDs for a port.</summary>
    private const int FabricFeatures = 0x1000 | 0x2000;

    private const int ContinuouslyIncreasingOffset = 0x8000;

    private const int ErrorDetectTimeout = 2000;

    private const int ResourceAllocationTimeout = 10000;

    private const int ConcurrentSequences = 255;

    private const int EveryInformationCategory = 0x1f;

    /// <summary>The flags of class 3: valid, and frames in order.</summary>
    private const int Class3Service = 0x8800;

    /// <summary>Reads the names of a payload.</summary>
    /// <returns>The names; null when the payload is too short.</returns>
    public static LoginParameters? Read(ReadOnlySpan<byte> payload) => payload.Length < Length
        ? null
        : new LoginParameters(
            WorldWideName.Read(payload[NamesOffset..]), WorldWideName.Read(payload[(NamesOffset + WorldWideName.Length)..]));

    /// <summary>Writes the LS_ACC of an FLOGI or FDISC.</summary>
    public byte[] FabricAccept() => Accept(FabricFeatures, new WireWriter().UInt32(ResourceAllocationTimeout));

    /// <summary>Writes the LS_ACC of a PLOGI.</summary>
    public byte[] PortAccept() =>
        Accept(ContinuouslyIncreasingOffset, new WireWriter().UInt16(ConcurrentSequences).UInt16(EveryInformationCategory));

    private byte[] Accept(int features, WireWriter common) => new WireWriter()
        .Byte((int)ElsCommand.Accept).Zeros(3)
        .Byte(FcPhVersion).Byte(FcPhVersion).UInt16(BufferCredit).UInt16(features).UInt16(LargestPayload)
        .Bytes(common.ToArray()).UInt32(ErrorDetectTimeout)
        .Name(Wwpn).Name(Wwnn)
        .Zeros(32)
        .UInt16(Class3Service).Zeros(4).UInt16(LargestPayload).UInt16(ConcurrentSequences).Zeros(4).UInt16(1)
        .Zeros(32).ToArray();
}
