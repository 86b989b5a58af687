using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>
/// Recognises text that describes a destination by its source: <c>the same with -incoming tcp:0:4444</c>, <c>&lt;source cmd
/// line&gt;-incoming tcp:0:5888</c>.
/// </summary>
internal static partial class IncomingHint
{
    /// <summary>Returns the address that follows <c>-incoming</c>; null when the line describes no destination.</summary>
    public static string? Find(PastedLine line) => Hint().Match(line.Text) is { Success: true } match
        ? match.Groups["address"].Value.TrimEnd('.', ',', ';')
        : null;

    [GeneratedRegex(
        @"(?:\bsame\b|<source cmd ?line>|\bsource (?:cmd|command)).{0,80}?-incoming\s+(?<address>[a-z]+(?::[^\s'""`]+)?)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Hint();
}
