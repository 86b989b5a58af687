using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Removes the marks before the lines of a quoted mail: <c>&gt; &gt; text</c>, <c>| text</c>.</summary>
internal static partial class MailQuote
{
    /// <summary>Removes the marks of a line.</summary>
    /// <param name="index">The index of the line in <paramref name="lines"/>.</param>
    public static PastedLine Remove(PastedLine line, int index, PastedLine[] lines)
    {
        var marks = Angles().Match(line.Text);
        if (!marks.Success && IsInBars(index, lines))
            marks = Bars().Match(line.Text);
        return marks.Success
            ? line.From(marks.Length) with { Depth = marks.Value.Count(letter => letter is '>' or '|') }
            : line;
    }

    /// <summary>Returns whether a line beside this one begins with a bar too; a bar alone is a shell's pipe.</summary>
    private static bool IsInBars(int index, PastedLine[] lines) =>
        new[] { index - 1, index + 1 }.Any(other => other >= 0 && other < lines.Length && Bars().IsMatch(lines[other].Text));

    [GeneratedRegex(@"\A ?(?:>[ ]?)+(?=[^>]|\z)")]
    private static partial Regex Angles();

    [GeneratedRegex(@"\A(?:\|[ ])+|\A\|\z")]
    private static partial Regex Bars();
}
