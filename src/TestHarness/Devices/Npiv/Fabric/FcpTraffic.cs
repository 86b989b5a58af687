using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Devices.Npiv.Fabric;

/// <summary>The SCSI commands and data that went from one N_Port to another.</summary>
/// <param name="Source">The N_Port ID as sysfs prints it, for example <c>0x010203</c>.</param>
/// <param name="Bytes">The bytes of the frames on the wire.</param>
public sealed record FcpFlow(string Source, string Destination, long Frames, long Bytes);

/// <summary>
/// The SCSI traffic between N_Ports in a capture of FCoE frames. Sources: the libpcap file format; FC-BB-5 7.7; FC-FS-3 9.
/// </summary>
public static class FcpTraffic
{
    private const int FileHeader = 24;
    private const int RecordHeader = 16;
    private const int EtherType = 12;
    private const ushort Fcoe = 0x8906;

    /// <summary>
    /// The offset of the FC header: 14 bytes of Ethernet, and 14 bytes with the version and the start of frame.
    /// </summary>
    private const int FcHeader = 28;
    private const byte TypeFcp = 0x08;

    private static readonly ImmutableHashSet<uint> LittleEndianMagics = [0xa1b2c3d4, 0xa1b23c4d];

    /// <summary>Reads the flows in a capture, in the order of their N_Port IDs.</summary>
    /// <exception cref="HarnessException">Class provision: the file is not a capture.</exception>
    public static ImmutableArray<FcpFlow> Read(string file)
    {
        var capture = File.ReadAllBytes(file);
        if (capture.Length < FileHeader || !LittleEndianMagics.Contains(BinaryPrimitives.ReadUInt32LittleEndian(capture)))
            throw new HarnessException(
                FailureClass.Provision,
                $"{file} was expected to be a little-endian libpcap file, found {capture.Length} bytes of something else");

        return
        [
            .. Frames(capture).GroupBy(frame => (frame.Source, frame.Destination))
                .Select(flow => new FcpFlow(flow.Key.Source, flow.Key.Destination, flow.Count(), flow.Sum(frame => frame.Length)))
                .OrderBy(flow => flow.Source, StringComparer.Ordinal).ThenBy(flow => flow.Destination, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Checks that each of the vHBAs sent SCSI commands or data, and that one of the vHBAs took part in every flow.
    /// </summary>
    /// <param name="vhbas">The vHBAs' N_Port IDs.</param>
    /// <exception cref="HarnessException">
    /// Class config: no vHBA was given. Class provision: a vHBA sent nothing, or other ports exchanged SCSI.
    /// </exception>
    public static void CheckOwnPorts(ImmutableArray<FcpFlow> flows, ImmutableArray<string> vhbas)
    {
        if (vhbas.IsEmpty)
            throw new HarnessException(FailureClass.Config, "expected at least one vHBA whose traffic is checked, found none");

        var silent = vhbas.Where(id => flows.All(flow => flow.Source != id)).ToArray();
        var others = flows.Where(flow => !vhbas.Contains(flow.Source) && !vhbas.Contains(flow.Destination)).ToArray();
        if (silent.Length > 0 || others.Length > 0)
            throw new HarnessException(
                FailureClass.Provision,
                $"SCSI was expected from the vHBAs' N_Port IDs {string.Join(", ", vhbas)} alone, found none from: "
                + $"{Names(silent)}, and between others: {Names(others.Select(flow => $"{flow.Source} to {flow.Destination}"))}");
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "no port";

    private static IEnumerable<(string Source, string Destination, long Length)> Frames(byte[] capture)
    {
        for (var at = FileHeader; at + RecordHeader <= capture.Length;)
        {
            var kept = BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 8));
            var length = BinaryPrimitives.ReadInt32LittleEndian(capture.AsSpan(at + 12));
            at += RecordHeader;
            if (kept < 0 || at + kept > capture.Length)
                yield break;
            var frame = capture.AsMemory(at, kept);
            at += kept;
            if (kept >= FcHeader + 9
                && BinaryPrimitives.ReadUInt16BigEndian(frame.Span[EtherType..]) == Fcoe
                && frame.Span[FcHeader + 8] == TypeFcp)
                yield return (Id(frame.Span[(FcHeader + 5)..]), Id(frame.Span[(FcHeader + 1)..]), length);
        }
    }

    private static string Id(ReadOnlySpan<byte> address) =>
        $"0x{((address[0] << 16) | (address[1] << 8) | address[2]).ToString("x6", CultureInfo.InvariantCulture)}";
}
