using Spectre.Console;

namespace TestHarness.Cli.Terminals;

/// <summary>Folds lines at blanks. A word that is longer than the width stays whole, on a line of its own.</summary>
internal static class FoldedText
{
    /// <summary>Folds a line.</summary>
    /// <param name="shown">A text without line feeds, as it is shown.</param>
    /// <param name="width">The width in terminal cells; at least 1.</param>
    /// <param name="hanging">The number of blanks before each line but the first.</param>
    public static IEnumerable<string> Lines(string shown, int width, int hanging = 0)
    {
        if (shown.GetCellWidth() <= width)
            return [shown];

        var indent = new string(' ', shown.Length - shown.TrimStart(' ').Length);
        var lines = new List<string>();
        var line = indent;
        var isEmpty = true;
        foreach (var word in shown.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.GetCellWidth() + 1 + word.GetCellWidth() > width)
            {
                lines.Add(line);
                (line, isEmpty) = (indent + new string(' ', hanging), true);
            }

            line = isEmpty ? line + word : $"{line} {word}";
            isEmpty = false;
        }

        return [.. lines, line];
    }

    /// <summary>Returns the width of the longest word in terminal cells.</summary>
    public static int LongestWord(string shown) => shown.Split(' ').Max(word => word.GetCellWidth());
}
