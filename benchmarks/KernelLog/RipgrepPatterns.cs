using System.Text.RegularExpressions;
using TestHarness.Health.KernelLog;

namespace TestHarness.Benchmarks.KernelLog;

/// <summary>The rules of the kernel log as ripgrep's patterns, which match whole lines of /dev/kmsg.</summary>
internal static partial class RipgrepPatterns
{
    /// <summary>One pattern a line.</summary>
    public static string Text => string.Concat(KernelLogRules.All.Select(rule => Translate(rule.Pattern) + '\n'));

    /// <summary>
    /// A text begins after the line's prefix. Groups have no name, and there is no look-ahead: ripgrep's engine has none; the
    /// generated log has no line for which that makes a difference.
    /// </summary>
    private static string Translate(Regex pattern)
    {
        var text = LookAhead().Replace(GroupName().Replace(pattern.ToString(), "(?:"), "");
        var anchored = Start().Replace(text, "^[^;]*;");
        return pattern.Options.HasFlag(RegexOptions.IgnoreCase) ? $"(?i:{anchored})" : $"(?:{anchored})";
    }

    [GeneratedRegex(@"\(\?<\w+>")]
    private static partial Regex GroupName();

    [GeneratedRegex(@"\(\?![^()]*\)")]
    private static partial Regex LookAhead();

    [GeneratedRegex(@"(?<![\[\\])\^")]
    private static partial Regex Start();
}
