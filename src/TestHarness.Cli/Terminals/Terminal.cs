using Spectre.Console;
using TestHarness.Texts;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The output that a person reads. It has plain lines when it is not a terminal, or when NO_COLOR or CI is set. Every text passes
/// <see cref="Texts"/> here, so that a terminal obeys nothing that a file, a host or a guest wrote.
/// </summary>
internal sealed class Terminal
{
    /// <summary>The width of plain output, with which a table in a log is not folded.</summary>
    private const int PlainWidth = 1000;

    private static readonly string[] PlainVariables = ["NO_COLOR", "CI"];

    private readonly IAnsiConsole _console;

    internal Terminal(TextWriter output, bool isPlain)
    {
        IsPlain = isPlain;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (isPlain)
            _console.Profile.Width = PlainWidth;
    }

    /// <summary>The outlet of all texts; it hides no secrets until the environment is read.</summary>
    public static TextOutlet Texts { get; set; } = TextOutlet.WithoutSecrets;

    /// <summary>The standard output.</summary>
    public static Terminal Output { get; } = new(Console.Out, IsPlainBy(Console.IsOutputRedirected));

    /// <summary>The standard error.</summary>
    public static Terminal Error { get; } = new(Console.Error, IsPlainBy(Console.IsErrorRedirected));

    /// <summary>Whether the output has no colours.</summary>
    public bool IsPlain { get; }

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

    /// <summary>Writes a table.</summary>
    public void Write(TextTable table) =>
        _console.Write(table.Render(Texts).Border(IsPlain ? TableBorder.Ascii : TableBorder.Rounded));

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
