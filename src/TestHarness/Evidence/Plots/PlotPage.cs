using System.Xml.Linq;
using TestHarness.Texts;

namespace TestHarness.Evidence.Plots;

/// <summary>Makes the SVG around the diagrams of a plot, with the switchovers of the legs in each.</summary>
internal static class PlotPage
{
    public const int Left = 80;

    public const int Right = Width - 20;

    private const int Width = 860;
    private const int LabelWidth = 130;
    private const int FarthestLabel = Right - LabelWidth;

    /// <summary>Returns the SVG.</summary>
    public static string Render(
        string title,
        int height,
        PlotAxis time,
        PlotPanel[] panels,
        IReadOnlyList<PlottedLeg> legs,
        IEnumerable<XElement> curves)
    {
        var svg = new XElement(
            PlotPanel.Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            new XAttribute("width", Width),
            new XAttribute("height", height),
            new XAttribute("role", "img"),
            new XElement(PlotPanel.Svg + "title", title),
            new XElement(PlotPanel.Svg + "style", PlotStyle.Dark),
            new XElement(
                PlotPanel.Svg + "rect",
                PlotStyle.Of("paper"),
                new XAttribute("width", Width),
                new XAttribute("height", height)),
            PlotPanel.Text("title", 14, 26, title),
            panels.Select(panel => panel.Frame()),
            Switchovers(legs, panels),
            Labels(legs, time),
            curves);
        ShowTexts(svg);
        return svg + "\n";
    }

    /// <summary>
    /// Filters the texts: titles have texts of features and guests, which may have characters that XML does not allow.
    /// </summary>
    private static void ShowTexts(XElement svg)
    {
        foreach (var text in svg.DescendantNodes().OfType<XText>().Where(text => text.Parent!.Name.LocalName != "style"))
            text.Value = ShownText.Line(text.Value);
    }

    private static IEnumerable<XElement> Switchovers(IReadOnlyList<PlottedLeg> legs, PlotPanel[] panels) =>
        from panel in panels
        from leg in legs
        let window = leg.Switchover.GetValueOrDefault()
        where leg.Switchover.HasValue
        select panel.Band(
            window,
            FormattableString.Invariant($"{leg.Name}: switchover {(window.End - window.Start).TotalMilliseconds:0} ms"));

    // A label that would cover the one before it is omitted; the title of the band still has the leg's name.
    private static IEnumerable<XElement> Labels(IReadOnlyList<PlottedLeg> legs, PlotAxis time)
    {
        var free = 0.0;
        foreach (var leg in legs)
        {
            var x = leg.Switchover is { } window ? Math.Min(time.Place(window.Start.TotalSeconds), FarthestLabel) : -1;
            if (x < free)
                continue;

            free = x + LabelWidth;
            yield return PlotPanel.Text("leg", x, 60, leg.Name);
        }
    }
}
