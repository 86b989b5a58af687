using System.Collections.Immutable;
using TestHarness.FcFabric.Framing;

namespace TestHarness.FcFabric.Els;

/// <summary>The payloads of the extended link services that a fabric sends. Source: FC-LS.</summary>
internal static class ElsPayload
{
    private const byte AddressPageLength = 4;

    /// <summary>Writes an LS_ACC without parameters.</summary>
    public static byte[] Accept() => new WireWriter().Byte((int)ElsCommand.Accept).Zeros(3).ToArray();

    /// <summary>Writes an LS_RJT.</summary>
    public static byte[] Reject(ElsReason reason) =>
        new WireWriter().Byte((int)ElsCommand.Reject).Zeros(4).UInt16((int)reason).Byte(0).ToArray();

    /// <summary>Writes an RSCN: these ports have come, gone or changed.</summary>
    public static byte[] StateChange(ImmutableArray<FcAddress> ports) => ports
        .Aggregate(
            new WireWriter()
                .Byte((int)ElsCommand.StateChangeNotification)
                .Byte(AddressPageLength)
                .UInt16(AddressPageLength * (1 + ports.Length)),
            (writer, port) => writer.Byte(0).Address(port))
        .ToArray();
}
