using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>The words that were read of a command's text.</summary>
/// <param name="Problem">The place and the reason why the words are not a command; null when they are one.</param>
internal sealed record CommandReading(
    string Program, ImmutableArray<Word> Words, ImmutableArray<string> Removed, string? Problem, int LastLine)
{
    /// <summary>Whether the command only prints a text of QEMU's.</summary>
    public bool AsksForHelp => Problem is null && Words.Length <= 2
        && Words.Any(word => CommandStart.OptionName(word.Text) is "version" or "help" or "h" || word.Text is "help" or "?");

    /// <summary>Whether every word is a part of an option that QEMU has.</summary>
    public bool IsCommand
    {
        get
        {
            var isCommand = Problem is null;
            if (isCommand)
                QemuCommandLine.Parse([new Word("qemu", ""), .. Words], (_, _) => isCommand = false);
            return isCommand;
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="isRaw">Whether quotes and backslashes are characters like others.</param>
    /// <param name="variables">The values of the variables that lines above set.</param>
    public static CommandReading Of(CommandText text, bool isRaw, IReadOnlyDictionary<string, string> variables)
    {
        var removed = new List<string>();
        try
        {
            var words = isRaw
                ? RawWords.Split(text)
                : ShellWords.Split(text.Text, new PastedShell(text.Position, variables, removed.Add));
            return Of(words, isRaw, removed, text.LastLine);
        }
        catch (HarnessException exception)
        {
            return new CommandReading("", [], [.. removed], exception.Detail, text.LastLine);
        }
    }

    /// <summary>Takes words whose ends are known.</summary>
    public static CommandReading OfWords(IReadOnlyList<Word> words, int line) => Of(words, false, [], line);

    private static CommandReading Of(IReadOnlyList<Word> words, bool canJoin, List<string> removed, int lastLine)
    {
        var hasProgram = words.Count > 0 && !words[0].Text.StartsWith('-');
        var options = CheckedWords.Of([.. words.Skip(hasProgram ? 1 : 0)], canJoin);
        return new CommandReading(
            hasProgram ? words[0].Text : "", options.Words, [.. removed, .. options.Notes], options.Problem, lastLine);
    }
}
