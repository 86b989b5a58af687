using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>The rules for file systems.</summary>
/// <remarks>fs/ext4/super.c, fs/jbd2/journal.c, fs/xfs/xfs_message.c and xfs_fsops.c, fs/btrfs/messages.c.</remarks>
internal static partial class FilesystemRules
{
    public static ImmutableArray<KernelLogRule> All { get; } =
    [
        KernelLogRule.Critical("remounted read-only", ReadOnly()),
        KernelLogRule.Critical("XFS shutdown", XfsShutdown()),
        KernelLogRule.Error("ext4 error", Ext4()),
        KernelLogRule.Error("journal error", Journal()),
        KernelLogRule.Error("XFS error", Xfs()),
        KernelLogRule.Error("Btrfs error", Btrfs()),
    ];

    [GeneratedRegex(@"(?:\((?<dev>[^)]+)\): )?(?:Remounting filesystem read-only|forced readonly)", RegexOptions.IgnoreCase)]
    private static partial Regex ReadOnly();

    [GeneratedRegex(
        @"XFS \((?<dev>[^)]+)\): .*(?:Shutting down filesystem|Filesystem has been shut down|Corruption (?:detected|of))",
        RegexOptions.IgnoreCase)]
    private static partial Regex XfsShutdown();

    [GeneratedRegex(
        @"EXT[234]-fs (?:error|warning|panic|critical)(?: \((?:device )?(?<dev>[^)]+)\))?|"
        + @"EXT[234]-fs \((?<dev>[^)]+)\): .*(?:I/O error|failed|abort|corrupt|should not happen|error count since|"
        + @"(?:initial|last) error at)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Ext4();

    [GeneratedRegex(
        @"JBD2?: .*(?:error|fail|abort|corrupt)(?:.* for (?<dev>[^.\s]+)\.?$)?|Aborting journal on device (?<dev>[^.\s]+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Journal();

    [GeneratedRegex(
        @"XFS \((?<dev>[^)]+)\): .*(?:error|fail|corrupt|Unmount and run|page discard|retry)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Xfs();

    [GeneratedRegex(@"BTRFS (?:error|critical|warning) \(device (?<dev>[^):]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Btrfs();
}
