using Spectre.Console;
using TestHarness.Texts;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The output that a person reads. It has plain lines when it is not a terminal, or when NO_COLOR or CI is set. Every text passes
/// <see cref="Texts"/> here, so that a terminal obeys nothing that a file, a host or a guest wrote.
/// </summary>
internal sealed class Terminal
{
    private static readonly string[] PlainVariables = ["NO_COLOR", "CI"];

    private readonly IAnsiConsole _console;
    private readonly TerminalWidth _width;

    /// <param name="width">The width of the output; by default that of an output that is not a terminal.</param>
    internal Terminal(TextWriter output, bool isPlain, TerminalWidth? width = null)
    {
        (IsPlain, _width) = (isPlain, width ?? TerminalWidth.OfFile);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
    }

    /// <summary>The outlet of all texts; it hides no secrets until the environment is read.</summary>
    public static TextOutlet Texts { get; set; } = TextOutlet.WithoutSecrets;

    /// <summary>The standard output.</summary>
    public static Terminal Output { get; } = new(
        Console.Out, IsPlainBy(Console.IsOutputRedirected), TerminalWidth.Of(Console.IsOutputRedirected));

    /// <summary>The standard error.</summary>
    public static Terminal Error { get; } = new(
        Console.Error, IsPlainBy(Console.IsErrorRedirected), TerminalWidth.Of(Console.IsErrorRedirected));

    /// <summary>Whether the output has no colours.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether a person reads the output, or has chosen its width; else a program may read it line by line.</summary>
    public bool HasChosenWidth => _width.IsChosen;

    /// <summary>Writes a part of a line; a line feed in it is shown as <c>\n</c>.</summary>
    public void Write(string text, Tone tone = Tone.Normal) => Put(Texts.Line(text), tone);

    /// <summary>Writes one line, or the rest of it; a line feed in the text is shown as <c>\n</c>.</summary>
    public void WriteLine(string text = "", Tone tone = Tone.Normal) => Put($"{Texts.Line(text)}{Environment.NewLine}", tone);

    /// <summary>Writes every line of the text with <paramref name="indent"/> spaces in front.</summary>
    public void WriteIndented(string text, int indent, Tone tone = Tone.Normal)
    {
        foreach (var line in Texts.Block(text.TrimEnd()).Split('\n'))
            Put($"{new string(' ', indent)}{line}{Environment.NewLine}", tone);
    }

    /// <summary>
    /// Writes every line of the text with <paramref name="indent"/> spaces in front, folded at blanks to the width of the output.
    /// </summary>
    /// <param name="hanging">The further blanks before each line that continues another one.</param>
    public void WriteFolded(string text, int indent = 0, int hanging = 0, Tone tone = Tone.Normal)
    {
        foreach (var line in Texts.Block(text.TrimEnd()).Split('\n'))
        {
            foreach (var folded in FoldedText.Lines($"{new string(' ', indent)}{line}", _width.Cells, hanging))
                Put($"{folded}{Environment.NewLine}", tone);
        }
    }

    /// <summary>
    /// Writes a line of several parts; a part that does not fit beside the parts before it begins a line of its own.
    /// </summary>
    /// <param name="hanging">The number of blanks before each line but the first.</param>
    public void WriteRow(int hanging, params ReadOnlySpan<(string Text, Tone Tone)> parts)
    {
        var used = 0;
        foreach (var (text, tone) in parts)
        {
            var shown = Texts.Line(text);
            if (used > 0 && used + shown.GetCellWidth() > _width.Cells)
            {
                (shown, used) = ($"{new string(' ', hanging)}{shown.TrimStart()}", 0);
                Put(Environment.NewLine, Tone.Normal);
            }

            Put(string.Join(Environment.NewLine, used == 0 ? FoldedText.Lines(shown, _width.Cells) : [shown]), tone);
            used += shown.GetCellWidth();
        }

        Put(Environment.NewLine, Tone.Normal);
    }

    /// <summary>Writes a table that fits the width of the output.</summary>
    public void Write(TextTable table)
    {
        var width = _width.Cells;
        if (table.Render(Texts, width) is { } rendered)
        {
            // The widths of the columns are chosen, and a log may be wider than Spectre.Console takes an output for.
            _console.Profile.Width = Math.Max(width, 1);
            _console.Write(rendered.Border(IsPlain ? TableBorder.Ascii : TableBorder.Rounded));
            return;
        }

        foreach (var (line, tone) in table.Blocks(Texts, width))
            Put($"{line}{Environment.NewLine}", tone);
    }

    private void Put(string shown, Tone tone)
    {
        var writer = _console.Profile.Out.Writer;
        writer.Write(IsPlain || tone == Tone.Normal ? shown : $"\e[{Code(tone)}m{shown}\e[0m");
        writer.Flush();
    }

    private static bool IsPlainBy(bool isRedirected) =>
        isRedirected || PlainVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

    private static int Code(Tone tone) => tone switch
    {
        Tone.Good => 32,
        Tone.Bad => 31,
        Tone.Warning => 33,
        Tone.Faint => 2,
        Tone.Strong => 1,
        _ => 0,
    };
}
