using System.Globalization;
using Spectre.Console;

namespace TestHarness.Cli.Terminals;

/// <summary>Where a person reads. Plain lines where it is no terminal, or NO_COLOR or CI is set.</summary>
internal sealed class Terminal
{
    /// <summary>A table in a log is not folded.</summary>
    private const int PlainWidth = 1000;

    private static readonly string[] PlainVariables = ["NO_COLOR", "CI"];

    private readonly IAnsiConsole console;

    private Terminal(TextWriter output, bool isPlain)
    {
        IsPlain = isPlain;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (isPlain)
            console.Profile.Width = PlainWidth;
    }

    public static Terminal Output { get; } = new(Console.Out, IsPlainBy(Console.IsOutputRedirected));

    public static Terminal Error { get; } = new(Console.Error, IsPlainBy(Console.IsErrorRedirected));

    public bool IsPlain { get; }

    public void Write(string text, Tone tone = Tone.Normal)
    {
        var writer = console.Profile.Out.Writer;
        writer.Write(IsPlain || tone == Tone.Normal ? text : $"\e[{Code(tone)}m{text}\e[0m");
        writer.Flush();
    }

    public void WriteLine(string text = "", Tone tone = Tone.Normal) => Write($"{text}{Environment.NewLine}", tone);

    /// <summary>Writes every line of the text with so many spaces in front.</summary>
    public void WriteIndented(string text, int indent, Tone tone = Tone.Normal)
    {
        foreach (var line in text.TrimEnd().Split('\n'))
            WriteLine($"{new string(' ', indent)}{Printable(line)}", tone);
    }

    public void Write(Table table) => console.Write(table.Border(IsPlain ? TableBorder.Ascii : TableBorder.Rounded));

    /// <summary>Text of hosts and guests may have control characters, which a terminal would obey.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c =>
        char.IsControl(c) && c != '\t' ? c == '\r' ? "" : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : c.ToString()));

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
