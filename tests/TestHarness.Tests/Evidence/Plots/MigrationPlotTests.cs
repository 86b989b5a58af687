using System.Collections.Immutable;
using System.Xml.Linq;
using TestHarness.Evidence.Plots;
using TestHarness.Health.Progress;

namespace TestHarness.Tests.Evidence.Plots;

public sealed class MigrationPlotTests
{
    [Test]
    public void Marks_every_switchover_in_both_panels()
    {
        var svg = XElement.Parse(MigrationPlot.Render(PingPong(legs: 2)));

        Assert.That(OfClass(svg, "switchover").Select(band => band.Value), Is.EqualTo(new[]
        {
            "leg 1: host1 → host2: switchover 30 ms", "leg 2: host2 → host1: switchover 30 ms",
            "leg 1: host1 → host2: switchover 30 ms", "leg 2: host2 → host1: switchover 30 ms",
        }));
        Assert.That(OfClass(svg, "leg"), Has.Count.EqualTo(2));
        Assert.That(OfClass(svg, "load").Count + OfClass(svg, "ram").Count, Is.EqualTo(3));
    }

    [Test]
    public void Labels_that_would_cover_each_other_are_left_out() =>
        Assert.That(OfClass(XElement.Parse(MigrationPlot.Render(PingPong(legs: 40))), "leg"), Has.Count.InRange(1, 6));

    [Test]
    public void A_long_series_stays_small_and_keeps_its_last_sample()
    {
        ImmutableArray<ProgressSample> written = [.. Enumerable.Range(0, 50_001).Select(i => At(i, i))];

        var svg = MigrationPlot.Render(new MigrationPlotData("long", written, []));

        Assert.That(svg, Has.Length.LessThan(40_000));
        Assert.That(OfClass(XElement.Parse(svg), "load").Single().Attribute("points")!.Value, Does.EndWith("840,123.2"));
    }

    [Test]
    public void Nothing_measured_is_an_empty_plot() =>
        Assert.That(
            OfClass(XElement.Parse(MigrationPlot.Render(new MigrationPlotData("empty <&>", [], []))), "title").Single().Value,
            Is.EqualTo("empty <&>"));

    [Test]
    public void A_title_that_XML_does_not_allow_is_shown_with_escapes()
    {
        var svg = XElement.Parse(MigrationPlot.Render(new MigrationPlotData("a\e[31m\0\uffff\u202e\nb", [], [])));
        Assert.That(OfClass(svg, "title").Single().Value, Is.EqualTo(@"a\x1b[31m\x00\uffff\u202e\nb"));
    }

    private static List<XElement> OfClass(XElement svg, string name) =>
        [.. svg.Descendants().Where(element => element.Attribute("class")?.Value == name)];

    private static MigrationPlotData PingPong(int legs) => new(
        "A guest with a LUN survives ping-pong migration",
        [.. Enumerable.Range(0, (legs * 50) + 20).Select(i => At(i * 0.1, i * 4L << 20))],
        [.. Enumerable.Range(0, legs).Select(Leg)]);

    private static PlottedLeg Leg(int number) => new(
        number % 2 == 0 ? $"leg {number + 1}: host1 → host2" : $"leg {number + 1}: host2 → host1",
        [.. Enumerable.Range(0, 30).Select(i => At((number * 5) + (i * 0.1), i * 8L << 20))],
        new TimeWindow(TimeSpan.FromSeconds((number * 5) + 2.87), TimeSpan.FromSeconds((number * 5) + 2.9)));

    private static ProgressSample At(double seconds, long bytes) => new(TimeSpan.FromSeconds(seconds), bytes);
}
