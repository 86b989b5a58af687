using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>
/// Reads <c>/proc/PID/cmdline</c>: words that end in a NUL, which <c>cat -v</c> shows as <c>^@</c> and other programs as
/// <c>\0</c> or <c>\x00</c>.
/// </summary>
internal static partial class NulWords
{
    /// <summary>Returns the words of a line; empty when the line has no NULs, or is not of a QEMU.</summary>
    public static ImmutableArray<Word> Split(PastedLine line)
    {
        if (Nul().Count(line.Text) < 2)
            return [];
        var (words, at) = (ImmutableArray.CreateBuilder<Word>(), 0);
        foreach (Match end in Nul().Matches(line.Text))
        {
            words.Add(new Word(line.Text[at..end.Index], line.Position(at)));
            at = end.Index + end.Length;
        }

        var last = line.Text[at..].Trim();
        if (last.Length > 0 && !ShellPrompt.IsIdle(last))
            words.Add(new Word(last, line.Position(at)));
        var program = words[0].Text[(words[0].Text.LastIndexOfAny([' ', '\'', '"']) + 1)..];
        words[0] = words[0] with { Text = program };
        return QemuProgram.IsOne(program) ? words.ToImmutable() : [];
    }

    [GeneratedRegex(@"\0|\^@|\\x00|\\0(?![0-9])")]
    private static partial Regex Nul();
}
