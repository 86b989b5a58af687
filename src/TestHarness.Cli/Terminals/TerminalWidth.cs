using System.Globalization;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The width of an output. A terminal has its own, which may change while the program runs. A file or a pipe has that of the
/// environment variable COLUMNS, else <see cref="FileCells"/>.
/// </summary>
/// <param name="read">Reads the width in terminal cells; null when nobody has chosen one.</param>
internal sealed class TerminalWidth(Func<int?> read)
{
    /// <summary>The width of a file or a pipe, for which no other width is chosen.</summary>
    public const int FileCells = 120;

    /// <summary>The smallest width: a narrower output is treated like one of this width.</summary>
    private const int Least = 20;

    private const string Variable = "COLUMNS";

    /// <summary>The width of a file or a pipe.</summary>
    public static TerminalWidth OfFile { get; } = new(Chosen);

    /// <summary>Whether the width is that of a terminal, or was chosen by a person.</summary>
    public bool IsChosen => read() is not null;

    /// <summary>The width in terminal cells.</summary>
    public int Cells => Math.Max(Least, read() ?? FileCells);

    /// <summary>Returns the width of a standard stream; a terminal that reports none, as a serial line, is like a file.</summary>
    public static TerminalWidth Of(bool isRedirected, TerminalDevice device) =>
        isRedirected ? OfFile : new TerminalWidth(() => device.Read()?.Columns ?? Chosen());

    private static int? Chosen() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var cells) && cells > 0
            ? cells
            : null;
}
