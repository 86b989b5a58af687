using System.Text;
using Spectre.Console;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// The text that Spectre.Console draws a table to. The library's own output would ask the console of .NET for its size, which
/// then sends control sequences.
/// </summary>
internal sealed class TableOutput(TextWriter writer, int width) : IAnsiConsoleOutput
{
    /// <inheritdoc/>
    public TextWriter Writer => writer;

    /// <inheritdoc/>
    public bool IsTerminal => false;

    /// <inheritdoc/>
    public int Width => width;

    /// <inheritdoc/>
    public int Height => int.MaxValue;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding)
    {
        // The text has no encoding.
    }
}
