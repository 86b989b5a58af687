using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Recognises the lines that QEMU writes to its log or to the terminal.</summary>
internal static partial class QemuMessage
{
    /// <summary>Returns whether a line was written by QEMU.</summary>
    public static bool IsOne(string line) => Message().IsMatch(line) || Redirected().IsMatch(line);

    /// <summary>Returns the error of a line; null when the line has none, or only a warning.</summary>
    public static string? Error(string line) =>
        Message().Match(line) is { Success: true } match && !Harmless().IsMatch(match.Groups["text"].Value)
            ? match.Groups["text"].Value.Trim()
            : null;

    [GeneratedRegex(@"\A\s*(?:[\dT:.Z+-]+\s+)?(?:\S*/)?(?:qemu-system-[\w.-]+|qemu-kvm|kvm|qemu):\s(?<text>\S+\s.+)")]
    private static partial Regex Message();

    [GeneratedRegex(@"\A\s*char device (?:\S+ )?redirected to ")]
    private static partial Regex Redirected();

    [GeneratedRegex(@"\A(?:warning:|info:|terminating on signal)")]
    private static partial Regex Harmless();
}
