using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>
/// Recognises the columns that <c>ps</c>, <c>pgrep -a</c> and <c>systemctl status</c> print before the words of a process. Words
/// after such columns have lost their quotes.
/// </summary>
internal static partial class ProcessColumns
{
    /// <summary>Returns whether a text is the columns of a process.</summary>
    public static bool AreBefore(string text) => Columns().IsMatch(text);

    /// <summary>Returns whether a line is the heading of <c>ps</c>.</summary>
    public static bool IsHeading(string line) => Heading().IsMatch(line);

    /// <summary>
    /// Matches a process number with any columns around it: the user, numbers, sizes, states, terminals, and the forms of start
    /// and processor time (10:11, Mar02, 2026, 02:10:33, 3-02:10:33, 130:33.5).
    /// </summary>
    [GeneratedRegex("""
        \A\s*(?:[│├└─|`\\_-]+\s*)*
        (?:[A-Za-z_][\w.+$-]*\s+){0,2}
        \d+
        (?:\s+(?:\?|[A-Za-z][\w<+/.-]{0,15}|-|\d[\d.,]*[KMGTkmgt]?|\d+-\d+:\d\d:\d\d|\d+:\d\d(?:[:.]\d\d?)*|\S{3}\d\d))*
        \s*(?:[│├└─|`\\_]+\s*)*\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Columns();

    [GeneratedRegex("""
        \A\s*(?:(?:UID|USER|PID|F|S)\b.*\s)?(?:CMD|COMMAND|ARGS)\s*\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Heading();
}
