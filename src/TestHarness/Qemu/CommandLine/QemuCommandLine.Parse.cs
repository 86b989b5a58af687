using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    private const string SourcePlaceholder = "<source cmd line>";

    /// <summary>Parses a command line as it is in a shell, a script or a bug report.</summary>
    /// <exception cref="HarnessException">
    /// Class config: an unknown option, a missing argument or an open quote; the message has the line and the column.
    /// </exception>
    public static QemuCommandLine Parse(string text)
    {
        var parsed = Parse(ShellWords.Split(text), Throw);
        return parsed with { Program = WithLeadingSlash(parsed.Program) };
    }

    /// <summary>Parses an argument vector; the first word is the program unless it starts with a dash.</summary>
    public static QemuCommandLine Parse(IEnumerable<string> argv) =>
        Parse([.. argv.Select((text, index) => new Word(text, $"argument {index}"))], Throw);

    /// <summary>
    /// Appends the options of a text. The form of bug reports for a destination works too: <c>&lt;source cmd line&gt;-incoming
    /// tcp:0:5888</c>, where the placeholder stands for this command line.
    /// </summary>
    public QemuCommandLine Append(string text)
    {
        var start = text.IndexOf(SourcePlaceholder, StringComparison.Ordinal);
        var options = Parse(start < 0 ? text : text[(start + SourcePlaceholder.Length)..]);
        return options.Program.Length == 0
            ? With(options.Options)
            : throw new HarnessException(
                FailureClass.Config, $"expected options, found '{text}', which starts with the program '{options.Program}'");
    }

    /// <summary>Parses words, and continues after a word that cannot be read.</summary>
    /// <param name="problem">Receives each word that cannot be read, with the reason.</param>
    internal static QemuCommandLine Parse(List<Word> words, Action<Word, string> problem)
    {
        var hasProgram = words.Count > 0 && !words[0].Text.StartsWith('-');
        var options = ImmutableArray.CreateBuilder<QemuOption>();
        for (var at = hasProgram ? 1 : 0; at < words.Count; at++)
        {
            var word = words[at];
            if (!word.Text.StartsWith('-'))
                AddDiskImage(options, word, problem);
            else if (Find(word.Text) is { } syntax)
                AddOption(options, syntax, word, syntax.TakesArgument ? ArgumentAt(words, ++at) : null, problem);
            else
                at += Skip(words, at, problem);
        }

        return new QemuCommandLine(hasProgram ? words[0].Text : "", options.ToImmutable());
    }

    private static OptionSyntax? Find(string word) =>
        OptionTable.Find(word.StartsWith("--", StringComparison.Ordinal) ? word[2..] : word[1..]);

    private static Word? ArgumentAt(List<Word> words, int at) => at < words.Count ? words[at] : null;

    private static void AddOption(
        ImmutableArray<QemuOption>.Builder options, OptionSyntax syntax, Word word, Word? argument, Action<Word, string> problem)
    {
        if (syntax.TakesArgument && argument is null)
        {
            problem(word, $"'{word.Text}' is the last word, but it takes an argument");
            return;
        }

        try
        {
            var value = argument is { } given ? new OptionValue(syntax, given.Text) : null;
            options.Add(new QemuOption(word.Text, syntax, value) { Position = word.Position });
        }
        catch (HarnessException exception)
        {
            problem(word, $"{word.Text}: {exception.Detail}");
        }
    }

    /// <summary>Skips an unknown option; a word after it that is not an option is its argument.</summary>
    /// <returns>The number of words of the option after its name.</returns>
    private static int Skip(List<Word> words, int at, Action<Word, string> problem)
    {
        problem(words[at], $"QEMU has no option '{words[at].Text}'; correct or remove it");
        return at + 1 < words.Count && !words[at + 1].Text.StartsWith('-') ? 1 : 0;
    }

    private static void AddDiskImage(ImmutableArray<QemuOption>.Builder options, Word word, Action<Word, string> problem)
    {
        if (word.Text is "..." or "…")
        {
            problem(word, $"'{word.Text}' stands for options that were left out; give them all");
        }
        else
        {
            var value = new OptionValue(OptionTable.DiskImage, word.Text);
            options.Add(new QemuOption("", OptionTable.DiskImage, value) { Position = word.Position });
        }
    }

    /// <summary>Restores the first character of the program, which a copied line often loses.</summary>
    private static string WithLeadingSlash(string program) =>
        program.StartsWith("usr/", StringComparison.Ordinal) ? $"/{program}" : program;

    private static void Throw(Word word, string problem) => throw new HarnessException(
        FailureClass.Config, $"the QEMU command line cannot be read at {word.Position}: {problem}");
}
