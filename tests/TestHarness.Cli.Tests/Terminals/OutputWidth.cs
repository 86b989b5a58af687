using Spectre.Console;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>The lines of an output that are wider than it.</summary>
internal static class OutputWidth
{
    /// <summary>Returns the lines that are wider than the output and could have been folded.</summary>
    public static IEnumerable<string> TooWide(IEnumerable<string> lines, int width) =>
        lines.Where(line => line.GetCellWidth() > width && line.Trim().Contains(' '));
}
