using System.Collections.Immutable;
using Spectre.Console;
using TestHarness.Texts;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// A table of texts, which contain no markup. Its cells are folded at blanks to fit the width of the output. A table that does
/// not fit, or of which a cell would get very high, is shown as blocks: a line for each cell of a row.
/// </summary>
internal sealed class TextTable(params ImmutableArray<TextColumn> columns)
{
    /// <summary>The largest number of lines that a line of a cell is folded to.</summary>
    private const int MostLines = 6;

    private readonly List<ImmutableArray<TextCell>> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params ImmutableArray<TextCell> cells) => _rows.Add(cells);

    /// <summary>Builds the table for Spectre.Console; every cell passes <paramref name="texts"/>.</summary>
    /// <param name="width">The width of the output in terminal cells.</param>
    /// <returns>The table; null when it does not fit.</returns>
    public Table? Render(TextOutlet texts, int width)
    {
        var titles = columns.Select(column => texts.Line(column.Title)).ToImmutableArray();
        var rows = _rows.Select(row => row.Select(cell => Shown(cell, texts)).ToImmutableArray()).ToImmutableArray();
        var sizes = titles.Select((title, index) => SizeOf(rows.SelectMany(row => row[index]).Append(title)));
        if (ColumnWidths.Of([.. sizes], width) is not { } widths)
            return null;

        var table = new Table();
        foreach (var (title, column, size) in titles.Zip(columns, widths))
        {
            var header = new TableColumn(new Text(string.Join('\n', FoldedText.Lines(title, size)))) { Width = size };
            table.AddColumn(column.IsRightAligned ? header.RightAligned() : header);
        }

        foreach (var (row, shown) in _rows.Zip(rows))
        {
            var folded = shown.Select((lines, index) => lines.Select(line => Fold(line, widths[index])).ToArray()).ToArray();
            if (folded.Any(cell => cell.Any(lines => lines.Length > MostLines)))
                return null;
            table.AddRow(row.Zip(folded, (cell, lines) =>
                new Text(string.Join('\n', lines.SelectMany(each => each)), StyleOf(cell.Tone))));
        }

        return table;
    }

    /// <summary>Returns the lines of the blocks, folded to the width; every cell passes <paramref name="texts"/>.</summary>
    public IEnumerable<(string Line, Tone Tone)> Blocks(TextOutlet texts, int width)
    {
        foreach (var row in _rows)
        {
            var isFirst = true;
            foreach (var (column, cell) in columns.Zip(row))
            {
                var title = $"{(isFirst ? "" : "  ")}{texts.Line(column.Title)}: ";
                var shown = Shown(cell, texts);
                if (shown.All(line => line.Length == 0))
                    continue;
                foreach (var line in shown.SelectMany((line, index) =>
                    FoldedText.Lines($"{(index == 0 ? title : "    ")}{line}", width, hanging: index == 0 && !isFirst ? 2 : 4)))
                    yield return (line, cell.Tone);
                isFirst = false;
            }
        }
    }

    private static string[] Fold(string line, int width) => [.. FoldedText.Lines(line, width)];

    private static ImmutableArray<string> Shown(TextCell cell, TextOutlet texts) => [.. cell.Lines.Select(texts.Line)];

    private static (int Word, int Line) SizeOf(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return (Math.Max(1, all.Max(FoldedText.LongestWord)), Math.Max(1, all.Max(line => line.GetCellWidth())));
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => Color.Green,
        Tone.Warning => Color.Yellow,
        Tone.Bad => Color.Red,
        _ => Style.Plain,
    };
}
