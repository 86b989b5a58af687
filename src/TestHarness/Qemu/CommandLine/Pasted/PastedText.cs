using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Splits a paste into lines, and repairs the characters that mail clients and web pages replace.</summary>
internal static partial class PastedText
{
    /// <summary>Splits a text into lines without marks of Markdown, Jira, HTML and of quoted mails.</summary>
    public static ImmutableArray<PastedLine> Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n')
            .Select((line, index) => new PastedLine(index + 1, 0, DoubledBackslash().Replace(Plain(line), "\\")))
            .ToArray();
        return [.. lines.Select((line, index) => MailQuote.Remove(WithoutFence(line), index, lines))];
    }

    /// <summary>Replaces typographic characters by those that a shell reads; removes invisible characters.</summary>
    private static string Plain(string line) => Tag().Replace(Invisible().Replace(
        string.Concat(Entity().Replace(line, entity => WebUtility.HtmlDecode(entity.Value)).Select(letter => letter switch
        {
            '\u2018' or '\u2019' or '\u201a' or '\u2032' => '\'',
            '\u201c' or '\u201d' or '\u201e' or '\u2033' => '"',
            '\u00a0' or '\u202f' or '\u2007' or '\u3000' or '\t' => ' ',
            '\u2010' or '\u2011' => '-',
            _ => letter,
        })),
        ""), tag => new string(' ', tag.Length));

    private static PastedLine WithoutFence(PastedLine line) => Fence().IsMatch(line.Text) ? line with { Text = "" } : line;

    /// <summary>Matches the end of a line whose backslash was written for a program that reads escapes.</summary>
    [GeneratedRegex(@"\\{2,}(?=\s*\z)")]
    private static partial Regex DoubledBackslash();

    [GeneratedRegex("&(?:lt|gt|amp|quot|nbsp|#39|#x27);")]
    private static partial Regex Entity();

    /// <summary>Matches what Jira and HTML put around code.</summary>
    [GeneratedRegex(@"\{(?:noformat|quote|code(?::[\w|=. -]*)?)\}|</?(?:pre|code|tt|br)\s*/?>")]
    private static partial Regex Tag();

    [GeneratedRegex("[\u200b\ufeff\u00ad\u2060]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\A[> ]*(?:```|~~~)[\w+ -]*\s*\z")]
    private static partial Regex Fence();
}
