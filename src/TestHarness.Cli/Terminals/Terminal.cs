using System.Text;
using Spectre.Console;
using TestHarness.Texts;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The output that a person reads. It has plain lines when it is not a terminal, when NO_COLOR or CI is set, or when TERM is
/// dumb. Every text passes <see cref="Texts"/> here, so that a terminal obeys nothing that a file, a host or a guest wrote.
/// </summary>
internal sealed class Terminal
{
    private static readonly string[] PlainVariables = ["NO_COLOR", "CI"];

    /// <summary>The lines under the output of the terminal, to which both standard streams go.</summary>
    private static StatusRegion? _status;

    private readonly TextWriter _writer;
    private readonly TerminalWidth _width;

    /// <param name="width">The width of the output; by default that of an output that is not a terminal.</param>
    internal Terminal(TextWriter output, bool isPlain, TerminalWidth? width = null) =>
        (_writer, IsPlain, _width) = (output, isPlain, width ?? TerminalWidth.OfFile);

    /// <summary>The outlet of all texts; it hides no secrets until the environment is read.</summary>
    public static TextOutlet Texts { get; set; } = TextOutlet.WithoutSecrets;

    /// <summary>The standard output, or the standard error when a program reads the standard output.</summary>
    public static Terminal Output { get; private set; } =
        Of(Console.OpenStandardOutput, Console.IsOutputRedirected, TerminalDevice.StandardOutput);

    /// <summary>The standard error.</summary>
    public static Terminal Error { get; } =
        Of(Console.OpenStandardError, Console.IsErrorRedirected, TerminalDevice.StandardError);

    /// <summary>Leaves the standard output to a program: a person reads the standard error.</summary>
    public static void LeaveOutput() => Output = Error;

    /// <summary>Whether the output has no colours.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether a person reads the output, or has chosen its width; else a program may read it line by line.</summary>
    public bool HasChosenWidth => _width.IsChosen;

    /// <summary>Shows lines under the output until the result is disposed; null when the output is plain.</summary>
    /// <param name="lines">Returns the lines; a line that is too long is cut.</param>
    public IDisposable? ShowStatus(Func<IEnumerable<string>> lines) => IsPlain
        ? null
        : _status = new StatusRegion(
            _writer,
            () => (_width.Cells, TerminalDevice.Any?.Rows ?? StatusRegion.UsualRows),
            () => lines().Select(Texts.Line));

    /// <summary>Removes the lines under the output before the process ends.</summary>
    public static void EndStatus() => _status?.Dispose();

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
            Put(Draw(rendered.Border(IsPlain ? TableBorder.Ascii : TableBorder.Rounded), width), Tone.Normal);
            return;
        }

        foreach (var (line, tone) in table.Blocks(Texts, width))
            Put($"{line}{Environment.NewLine}", tone);
    }

    private void Put(string shown, Tone tone)
    {
        var text = IsPlain || tone == Tone.Normal ? shown : $"\e[{Code(tone)}m{shown}\e[0m";
        try
        {
            if (!IsPlain && _status is { } status)
            {
                status.Write(_writer, text);
                return;
            }

            _writer.Write(text);
            _writer.Flush();
        }
        catch (IOException)
        {
            // The output is gone, as a terminal that was closed is. The program goes on, and the reports have it all.
        }
    }

    /// <summary>Returns the text of a table, with the colours of this output.</summary>
    private string Draw(Table table, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Without ANSI, Spectre.Console would set the colours of the process's own console.
            Ansi = AnsiSupport.Yes,
            ColorSystem = IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new TableOutput(text, width),
        });
        console.Write(table);
        return text.ToString();
    }

    /// <summary>
    /// Makes a terminal of a standard stream. The console of .NET would send control sequences to a terminal.
    /// </summary>
    private static Terminal Of(Func<Stream> open, bool isRedirected, TerminalDevice device)
    {
        var stream = isRedirected ? open() : device.OpenTerminal();
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return new(TextWriter.Synchronized(writer), IsPlainBy(isRedirected), TerminalWidth.Of(isRedirected, device));
    }

    private static bool IsPlainBy(bool isRedirected) =>
        isRedirected
        || Environment.GetEnvironmentVariable("TERM") is "dumb"
        || PlainVariables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

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
