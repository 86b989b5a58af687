using System.Collections.Immutable;

namespace TestHarness.Cli.Terminals;

/// <summary>The widths of a table's columns in terminal cells, without the blanks and lines between them.</summary>
internal static class ColumnWidths
{
    /// <summary>The width that a column has beside its text: a blank on each side and the line before it.</summary>
    private const int Beside = 3;

    /// <summary>Divides the width of the output between the columns; the widest columns are folded first.</summary>
    /// <param name="columns">The width of each column's longest word and of its longest line.</param>
    /// <returns>The widths; null when the longest words do not fit beside each other.</returns>
    public static ImmutableArray<int>? Of(ImmutableArray<(int Word, int Line)> columns, int width)
    {
        var room = width - 1 - (Beside * columns.Length);
        if (columns.Sum(column => column.Word) > room)
            return null;

        var widths = columns.Select(column => column.Line).ToArray();
        for (var excess = widths.Sum() - room; excess > 0; excess--)
            widths[Widest(widths, columns)]--;
        return [.. widths];
    }

    private static int Widest(int[] widths, ImmutableArray<(int Word, int Line)> columns)
    {
        var widest = -1;
        for (var index = 0; index < widths.Length; index++)
        {
            if (widths[index] > columns[index].Word && (widest < 0 || widths[index] > widths[widest]))
                widest = index;
        }

        return widest;
    }
}
