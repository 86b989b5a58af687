using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Syntax;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    private const string SourcePlaceholder = "<source cmd line>";

    /// <summary>Reads a command line as it stands in a shell, a script or a bug report.</summary>
    /// <exception cref="HarnessException">An unknown option, a missing argument or an open quote, with its line and column (class config).</exception>
    public static QemuCommandLine Parse(string text)
    {
        var parsed = Parse(ShellWords.Split(text));
        return parsed with { Program = WithLeadingSlash(parsed.Program) };
    }

    /// <summary>Reads an argument vector; the first is the program unless it starts with a dash.</summary>
    public static QemuCommandLine Parse(IEnumerable<string> argv) =>
        Parse([.. argv.Select((text, index) => new Word(text, $"argument {index}"))]);

    /// <summary>
    /// Appends the options of a text. What bug reports write for a destination works too:
    /// <c>&lt;source cmd line&gt;-incoming tcp:0:5888</c>, where the placeholder stands for this command line.
    /// </summary>
    public QemuCommandLine Append(string text)
    {
        var start = text.IndexOf(SourcePlaceholder, StringComparison.Ordinal);
        var options = Parse(start < 0 ? text : text[(start + SourcePlaceholder.Length)..]);
        return options.Program.Length == 0
            ? With(options.Options)
            : throw new HarnessException(FailureClass.Config, $"options were expected, but '{text}' starts with the program '{options.Program}'");
    }

    private static QemuCommandLine Parse(List<Word> words)
    {
        var hasProgram = words.Count > 0 && !words[0].Text.StartsWith('-');
        var options = ImmutableArray.CreateBuilder<QemuOption>();
        for (var at = hasProgram ? 1 : 0; at < words.Count; at++)
        {
            var word = words[at];
            if (!word.Text.StartsWith('-'))
            {
                options.Add(DiskImage(word));
                continue;
            }

            var syntax = OptionTable.Find(word.Text.StartsWith("--", StringComparison.Ordinal) ? word.Text[2..] : word.Text[1..])
                ?? throw Problem(word, $"QEMU has no option '{word.Text}'; correct or remove it");
            OptionValue? value = null;
            if (syntax.TakesArgument)
            {
                at++;
                value = at < words.Count
                    ? new OptionValue(syntax, words[at].Text)
                    : throw Problem(word, $"'{word.Text}' is the last word, but it takes an argument");
            }

            options.Add(new QemuOption(word.Text, syntax, value));
        }

        return new QemuCommandLine(hasProgram ? words[0].Text : "", options.ToImmutable());
    }

    private static QemuOption DiskImage(Word word) =>
        word.Text is "..." or "…"
            ? throw Problem(word, $"'{word.Text}' stands for options that were left out; give them all")
            : new QemuOption("", OptionTable.DiskImage, new OptionValue(OptionTable.DiskImage, word.Text));

    /// <summary>A copied line often loses its first character.</summary>
    private static string WithLeadingSlash(string program) =>
        program.StartsWith("usr/", StringComparison.Ordinal) ? $"/{program}" : program;

    private static HarnessException Problem(Word word, string problem) =>
        new(FailureClass.Config, $"the QEMU command line cannot be read at {word.Position}: {problem}");
}
