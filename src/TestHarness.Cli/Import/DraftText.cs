namespace TestHarness.Cli.Import;

/// <summary>Formats parts of a report for lines of a feature.</summary>
internal static class DraftText
{
    private const int Longest = 200;

    /// <summary>Returns a text as one line without control characters, shortened.</summary>
    public static string Line(string text)
    {
        var line = string.Concat(text.Trim().Select(letter => char.IsControl(letter) || IsFormat(letter) ? ' ' : letter));
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }

    private static bool IsFormat(char letter) =>
        char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator;
}
