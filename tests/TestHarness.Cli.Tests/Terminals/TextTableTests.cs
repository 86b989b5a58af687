using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Tests.Terminals;

public sealed class TextTableTests
{
    private const int Width = 40;

    [Test]
    public void Cells_are_folded_to_the_width_and_the_widest_column_first()
    {
        var table = new TextTable("host", "offers");
        table.Add("host1", "kernel 6.18, ovmf 2022.11, seabios 1.16.2");

        Assert.That(Show(table), Is.EqualTo(new[]
        {
            "+--------------------------------------+",
            "| host  | offers                       |",
            "|-------+------------------------------|",
            "| host1 | kernel 6.18, ovmf 2022.11,   |",
            "|       | seabios 1.16.2               |",
            "+--------------------------------------+",
        }));
    }

    [Test]
    public void A_table_whose_longest_words_do_not_fit_is_shown_as_blocks_without_empty_cells()
    {
        var table = new TextTable("scenario", "place", "note", "status");
        table.Add("Goes there and back", "features/migration/ping_pong.feature:28", "", new TextCell(["passed", "twice"]));
        table.Add("B", "b.feature:1", "", "failed");

        Assert.That(Show(table), Is.EqualTo(new[]
        {
            "scenario: Goes there and back",
            "  place:",
            "    features/migration/ping_pong.feature:28",
            "  status: passed",
            "    twice",
            "scenario: B",
            "  place: b.feature:1",
            "  status: failed",
        }));
    }

    [Test]
    public void A_cell_that_would_get_very_high_makes_blocks()
    {
        var table = new TextTable("scenario and its whole title", "reason");
        table.Add("a scenario with a long title", string.Join(' ', Enumerable.Repeat("reason", 100)));

        Assert.That(Show(table)[0], Is.EqualTo("scenario and its whole title: a scenario"));
    }

    [Test]
    public void Nothing_is_cut_and_no_line_is_too_wide_at_any_width()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var (columns, width) = (random.Next(1, 9), random.Next(20, 200));
            string[][] cells =
                [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, columns).Select(_ => Sentence(random)).ToArray())];
            var table = new TextTable([.. cells[0].Select(title => (TextColumn)title)]);
            foreach (var row in cells[1..])
                table.Add([.. row.Select(cell => (TextCell)cell)]);

            var lines = Show(table, width);

            Assert.That(OutputWidth.TooWide(lines, width), Is.Empty, $"round {round}, width {width}");
            var shown = string.Join(' ', lines).Split([' ', '|', ':'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            Assert.That(cells[1..].SelectMany(row => row).SelectMany(cell => cell.Split(' ')).Except(shown), Is.Empty);
        }
    }

    private static string Sentence(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 12))
        .Select(_ => $"w{random.Next()}{new string('x', random.Next(0, random.Next(1, 30)))}"));

    private static string[] Show(TextTable table, int width = Width)
    {
        using var output = new StringWriter();
        new Terminal(output, isPlain: true, new TerminalWidth(() => width)).Write(table);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
