using System.Xml.Linq;
using TestHarness.Evidence.Plots;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;

namespace TestHarness.Tests.Evidence.Plots;

public sealed class ReachabilityPlotTests
{
    [Test]
    public void A_gap_of_a_long_probing_is_not_averaged_away()
    {
        TimeSpan[] answers =
            [.. Enumerable.Range(0, 20_000).Where(i => i is < 10_000 or > 10_050).Select(i => TimeSpan.FromMilliseconds(10 * i))];
        var gap = new Gap(answers[9_999], answers[10_000]);
        var leg = new PlottedLeg("leg 1", [], new TimeWindow(gap.Start, gap.End));

        var svg = XElement.Parse(ReachabilityPlot.Render("a guest", new([.. answers], default, 20_000, 51, gap), [leg]));

        var points = svg.Descendants()
            .Single(element => element.Attribute("class")?.Value == "load").Attribute("points")!.Value.Split(' ');
        Assert.That(points, Has.Length.LessThanOrEqualTo(1000));
        Assert.That(
            points.Min(point => double.Parse(point.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)),
            Is.LessThan(120), "520 ms of an axis that ends at 600 ms");
        Assert.That(svg.Descendants().Count(element => element.Attribute("class")?.Value == "switchover"), Is.EqualTo(1));
    }
}
