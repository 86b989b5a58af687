using TestHarness.Cli.Terminals;

namespace TestHarness.Cli.Tests.Terminals;

public sealed class StatusRegionTests
{
    private readonly List<string> _lines = [];
    private Screen _screen = null!;
    private StatusRegion _region = null!;

    [SetUp]
    public void Start()
    {
        _lines.Clear();
        _screen = new Screen(20);
        _region = new StatusRegion(_screen, () => (_screen.Columns, 10), () => _lines, Timeout.InfiniteTimeSpan);
    }

    [TearDown]
    public void End()
    {
        _region.Dispose();
        _screen.Dispose();
    }

    [Test]
    public void Lines_stay_under_the_output_and_change()
    {
        _lines.AddRange(["one", "  two"]);
        _region.Refresh();
        _region.Write(_screen, "first\n");
        _lines[1] = "  three";
        _region.Write(_screen, "second\nthird\n");
        _lines.RemoveAt(0);
        _region.Refresh();
        Assert.That(_screen.Rows, Is.EqualTo(new[] { "first", "second", "third", "  three" }));
    }

    [Test]
    public void A_line_that_has_not_ended_waits_for_its_end()
    {
        _lines.Add("status");
        _region.Write(_screen, "\e[1mGiven\e[0m");
        Assert.That(_screen.Rows, Is.EqualTo(new[] { "" }));
        _region.Write(_screen, " passed\n");
        Assert.That(_screen.Rows, Is.EqualTo(new[] { "Given passed", "status" }));
    }

    [Test]
    public void Nothing_is_left_at_the_end_but_the_output()
    {
        _lines.AddRange(["one", "two", "three"]);
        _region.Write(_screen, "first\nopen");
        _region.Dispose();
        _region.Write(_screen, " end\n");
        _region.Refresh();
        Assert.That(_screen.Rows, Is.EqualTo(new[] { "first", "open end" }));
    }

    [TestCase(7)]
    [TestCase(12)]
    [TestCase(60)]
    public void A_terminal_that_was_resized_shows_the_lines_once(int columns)
    {
        _lines.AddRange(["a line of status", "  another line"]);
        _region.Write(_screen, "out\n");
        _screen.Resize(columns);
        _region.Refresh();
        _region.Write(_screen, "put\n");
        Assert.That(_screen.Rows[..2], Is.EqualTo(new[] { "out", "put" }));
        Assert.That(_screen.Rows, Has.Length.EqualTo(4));
    }

    [Test]
    public void A_long_line_is_cut_and_the_lines_take_half_of_the_screen_at_most()
    {
        _lines.AddRange(Enumerable.Range(0, 20).Select(number => $"{number} 漢字 is a long line of status"));
        _region.Refresh();
        Assert.That(_screen.Rows, Has.Length.EqualTo(5));
        Assert.That(_screen.Rows[0], Is.EqualTo("0 漢字 is a long…"));
    }

    [Test]
    public void Lines_that_have_not_changed_are_not_drawn_again()
    {
        _lines.Add("status");
        _region.Refresh();
        _screen.Write("X");
        _region.Refresh();
        Assert.That(_screen.Rows, Is.EqualTo(new[] { "statusX" }));
    }
}
