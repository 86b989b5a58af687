using System.Xml.Linq;
using TestHarness.Evidence.Plots;
using TestHarness.Health.Progress;

namespace TestHarness.Tests.Evidence.Plots;

public sealed class PlotStyleTests
{
    [Test]
    public void A_viewer_without_style_sheets_finds_a_colour_at_every_element()
    {
        var svg = XElement.Parse(Plot());

        XElement[] shapes = [.. Of(svg, "rect"), .. Of(svg, "line"), .. Of(svg, "polyline"), .. Of(svg, "text")];
        Assert.That(
            shapes.Where(shape => shape.Attribute("fill") is null && shape.Attribute("stroke") is null), Is.Empty);
        Assert.That(Of(svg, "text").Select(text => text.Attribute("font-size")), Has.None.Null);
        Assert.That(Of(svg, "rect").First().Attribute("fill")!.Value, Is.EqualTo("#ffffff"));
    }

    [Test]
    public void A_plot_uses_no_variables_of_style_sheets() => Assert.That(Plot(), Does.Not.Contain("var("));

    private static IEnumerable<XElement> Of(XElement svg, string name) =>
        svg.Descendants().Where(element => element.Name.LocalName == name);

    internal static string Plot() => MigrationPlot.Render(new MigrationPlotData(
        "A guest survives ping-pong migration",
        [.. Enumerable.Range(0, 60).Select(i => new ProgressSample(TimeSpan.FromSeconds(i * 0.1), i * 4L << 20))],
        [
            new PlottedLeg(
                "leg 1: host1 → host2",
                [.. Enumerable.Range(0, 30).Select(i => new ProgressSample(TimeSpan.FromSeconds(i * 0.1), i * 8L << 20))],
                new TimeWindow(TimeSpan.FromSeconds(2.87), TimeSpan.FromSeconds(3.1))),
        ]));
}
