using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

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
        KernelLogRule.Critical("swap error", Swap()),
        KernelLogRule.Error("block error", BlockError()),
        KernelLogRule.Error("buffer I/O error", BufferError()),
        KernelLogRule.Error("page writeback lost", LostWrite()),
        KernelLogRule.Error("device-mapper error", DeviceMapper()),
        KernelLogRule.Error("block device gone", DeviceGone()),
    ];

    [GeneratedRegex(@"\b(?:critical (?:medium|target|space allocation|nexus)|reservation conflict|protection|device offline) error, dev (?<dev>[^,\s]+)(?:,| sector)")]
    private static partial Regex BlockDataError();

    [GeneratedRegex(@"\b(?:I/O|timeout|recoverable transport|operation not supported|(?:kernel|device|zone) resource|nonblocking retry|dm internal retry|(?:open|active) zones exceeded|duration limit exceeded|invalid|\w+) error, dev (?<dev>[^,\s]+), sector \d+", RegexOptions.IgnoreCase)]
    private static partial Regex BlockError();

    [GeneratedRegex(@"(?:Read|Write)-error on swap-device \((?<dev>\d+:\d+):")]
    private static partial Regex Swap();

    [GeneratedRegex(@"Buffer I/O error on (?:dev(?:ice)?) (?<dev>[^,\s]+)")]
    private static partial Regex BufferError();

    [GeneratedRegex(@"lost (?:async |sync )?page write(?: due to I/O error)? on (?<dev>[^,\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex LostWrite();

    [GeneratedRegex(@"^device-mapper: .*(?:error|fail(?:ed|ing)|Cannot)", RegexOptions.IgnoreCase)]
    private static partial Regex DeviceMapper();

    [GeneratedRegex(@"rejecting I/O to (?:offline|dead) device|\[(?<dev>sd[a-z]+)\] .*(?:Medium access timeout|Synchronizing SCSI cache failed)|^(?<dev>\S+): detected capacity change from \d+ to 0$")]
    private static partial Regex DeviceGone();
}
