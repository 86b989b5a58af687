using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for block devices.</summary>
/// <remarks>
/// block/blk-core.c (blk_errors, blk_print_req_error): the text was prefixed by end_request, then blk_update_request or
/// print_req_error, then nothing; "critical nexus" became "reservation conflict". Any other status is an error too.
/// mm/page_io.c.
/// </remarks>
internal static partial class BlockRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        KernelLogRule.Critical("block data error", BlockDataError()),
        KernelLogRule.Critical("block device offline", Offline(), PathLossRole.Consequence),
        KernelLogRule.Critical("swap error", Swap()),
        KernelLogRule.Error("block error", BlockError(), PathLossRole.Consequence),
        KernelLogRule.Error("buffer I/O error", BufferError()),
        KernelLogRule.Error("page writeback lost", LostWrite()),
        KernelLogRule.Error("multipath path failed", PathFailed(), PathLossRole.Loss),
        KernelLogRule.Error("device-mapper error", DeviceMapper()),
        KernelLogRule.Error("block device gone", DeviceGone(), PathLossRole.Consequence),
    ];

    [GeneratedRegex(
        @"\b(?:critical (?:medium|target|space allocation|nexus)|reservation conflict|protection)"
        + @" error, dev (?<dev>[^,\s]+)(?:,| sector)")]
    private static partial Regex BlockDataError();

    [GeneratedRegex(
        @"\b(?:I/O|timeout|recoverable transport|operation not supported|(?:kernel|device|zone) resource|nonblocking retry|"
        + @"dm internal retry|(?:open|active) zones exceeded|duration limit exceeded|invalid|\w+)"
        + @" error, dev (?<dev>[^,\s]+), sector \d+",
        RegexOptions.IgnoreCase)]
    private static partial Regex BlockError();

    [GeneratedRegex(@"\bdevice offline error, dev (?<dev>[^,\s]+)(?:,| sector)")]
    private static partial Regex Offline();

    [GeneratedRegex(@"(?:Read|Write)-error on swap-device \((?<dev>\d+:\d+):")]
    private static partial Regex Swap();

    [GeneratedRegex(@"Buffer I/O error on (?:dev(?:ice)?) (?<dev>[^,\s]+)")]
    private static partial Regex BufferError();

    [GeneratedRegex(@"lost (?:async |sync )?page write(?: due to I/O error)? on (?<dev>[^,\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex LostWrite();

    [GeneratedRegex(@"^device-mapper: multipath: .*Failing path")]
    private static partial Regex PathFailed();

    [GeneratedRegex(@"^device-mapper: .*(?:error|fail(?:ed|ing)|Cannot)", RegexOptions.IgnoreCase)]
    private static partial Regex DeviceMapper();

    [GeneratedRegex(
        @"rejecting I/O to (?:offline|dead) device|\[(?<dev>sd[a-z]+)\] .*(?:Medium access timeout|"
        + @"Synchronizing SCSI cache failed)|^(?<dev>\S+): detected capacity change from \d+ to 0$")]
    private static partial Regex DeviceGone();
}
