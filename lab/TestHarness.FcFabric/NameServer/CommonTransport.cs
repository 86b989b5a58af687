using System.Buffers.Binary;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.NameServer;

/// <summary>The CT_IU that carries requests to the name server and its answers. Source: FC-GS, Common Transport.</summary>
internal static class CommonTransport
{
    /// <summary>The length of the header in bytes.</summary>
    public const int HeaderLength = 16;

    private const byte Revision = 1;

    private const byte DirectoryService = 0xfc;

    private const byte NameServer = 0x02;

    private const int Accepted = 0x8002;

    private const int Rejected = 0x8001;

    private const int CommandOffset = 8;

    /// <summary>Reads the command of a request.</summary>
    /// <returns>The command; null when this is not a request to the name server.</returns>
    public static NameServerCommand? Command(ReadOnlySpan<byte> unit) =>
        unit.Length >= HeaderLength && unit[4] == DirectoryService && unit[5] == NameServer
            ? (NameServerCommand)BinaryPrimitives.ReadUInt16BigEndian(unit[CommandOffset..])
            : null;

    /// <summary>Writes an answer.</summary>
    public static byte[] Accept(ReadOnlySpan<byte> answer) => Header(Accepted, 0, 0).Bytes(answer).ToArray();

    /// <summary>Writes a refusal.</summary>
    public static byte[] Reject(RejectReason reason, RejectExplanation explanation) =>
        Header(Rejected, (int)reason, (int)explanation).ToArray();

    private static WireWriter Header(int response, int reason, int explanation) => new WireWriter()
        .Byte(Revision).Zeros(3).Byte(DirectoryService).Byte(NameServer).Zeros(2)
        .UInt16(response).UInt16(0).Byte(0).Byte(reason).Byte(explanation).Byte(0);
}

/// <summary>The reasons of a refusal.</summary>
internal enum RejectReason
{
    LogicalError = 0x03,
    UnableToPerform = 0x09,
    NotSupported = 0x0b,
}

/// <summary>The explanations of a refusal.</summary>
internal enum RejectExplanation
{
    None = 0x00,
    PortIdNotRegistered = 0x01,
    PortNameNotRegistered = 0x02,
    TypesNotRegistered = 0x07,
}
