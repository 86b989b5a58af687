using System.Collections.Immutable;
using Spectre.Console;
using TestHarness.Texts;

namespace TestHarness.Cli.Terminals;

/// <summary>A table of texts, which contain no markup.</summary>
internal sealed class TextTable(params ImmutableArray<TextColumn> columns)
{
    private readonly List<ImmutableArray<TextCell>> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params ImmutableArray<TextCell> cells) => _rows.Add(cells);

    /// <summary>Builds the table for Spectre.Console; every cell passes <paramref name="texts"/>.</summary>
    public Table Render(TextOutlet texts)
    {
        var table = new Table();
        foreach (var column in columns)
        {
            var header = new TableColumn(Markup.Escape(texts.Line(column.Title)));
            table.AddColumn(column.IsRightAligned ? header.RightAligned() : header);
        }

        foreach (var row in _rows)
            table.AddRow(row.Select(cell => new Text(string.Join('\n', cell.Lines.Select(texts.Line)), StyleOf(cell.Tone))));
        return table;
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => Color.Green,
        Tone.Warning => Color.Yellow,
        Tone.Bad => Color.Red,
        _ => Style.Plain,
    };
}
