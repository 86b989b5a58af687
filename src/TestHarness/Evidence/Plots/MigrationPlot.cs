using System.Xml.Linq;
using TestHarness.Health.Progress;

namespace TestHarness.Evidence.Plots;

/// <summary>An SVG of the load's progress and the RAM transferred over time, with the switchover of every leg.</summary>
public static class MigrationPlot
{
    public const string MediaType = "image/svg+xml";

    private const int Width = 860;
    private const int Height = 470;
    private const int Left = 80;
    private const int Right = Width - 20;
    private const int LabelWidth = 130;
    private const int FarthestLabel = Right - LabelWidth;

    private const string Style =
        """
        :root { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #d8dee4; --load: #0969da; --ram: #8250df; --switchover: #bc4c00; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --grid: #30363d; --load: #4493f8; --ram: #ab7df8; --switchover: #f0883e; }
        }
        text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        .title { font-size: 15px; font-weight: 600; }
        .heading { font-weight: 600; }
        .tick { fill: var(--faint); }
        .right { text-anchor: end; }
        .middle { text-anchor: middle; }
        .leg { fill: var(--switchover); }
        .paper { fill: var(--paper); }
        .grid { stroke: var(--grid); }
        .axis { stroke: var(--faint); }
        .switchover { fill: var(--switchover); fill-opacity: 0.45; }
        polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .load { stroke: var(--load); }
        .ram { stroke: var(--ram); }
        """;

    public static string Render(MigrationPlotData data)
    {
        var samples = data.Legs.SelectMany(leg => leg.RamTransferred).Concat(data.Written).ToList();
        var ends = data.Legs.Select(leg => leg.Switchover?.End.TotalSeconds ?? 0).Concat(samples.Select(sample => sample.At.TotalSeconds));
        var time = PlotAxis.OfSeconds(ends.DefaultIfEmpty(0).Max(), Left, Right);
        var load = new PlotPanel("Written by the load (bars: switchovers)", time, PlotAxis.OfBytes(MaxOf(data.Written), 230, 90));
        var mostRam = MaxOf(data.Legs.SelectMany(leg => leg.RamTransferred));
        var ram = new PlotPanel("RAM transferred", time, PlotAxis.OfBytes(mostRam, 430, 290));

        var svg = new XElement(
            PlotPanel.Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("role", "img"),
            new XElement(PlotPanel.Svg + "title", data.Title),
            new XElement(PlotPanel.Svg + "style", Style),
            new XElement(
                PlotPanel.Svg + "rect", new XAttribute("class", "paper"), new XAttribute("width", Width), new XAttribute("height", Height)),
            PlotPanel.Text("title", 14, 26, data.Title),
            load.Frame(),
            ram.Frame(),
            Switchovers(data, [load, ram]),
            Labels(data, time),
            load.Curve("load", data.Written),
            data.Legs.Select(leg => ram.Curve("ram", leg.RamTransferred)));
        return svg + "\n";
    }

    private static double MaxOf(IEnumerable<ProgressSample> samples) =>
        samples.Select(sample => (double)sample.Bytes).DefaultIfEmpty(0).Max();

    private static IEnumerable<XElement> Switchovers(MigrationPlotData data, PlotPanel[] panels) =>
        from panel in panels
        from leg in data.Legs
        let window = leg.Switchover.GetValueOrDefault()
        where leg.Switchover.HasValue
        select panel.Band(window, FormattableString.Invariant($"{leg.Name}: switchover {(window.End - window.Start).TotalMilliseconds:0} ms"));

    // A label that would cover the one before it is left out; the band still tells its leg when pointed at.
    private static IEnumerable<XElement> Labels(MigrationPlotData data, PlotAxis time)
    {
        var free = 0.0;
        foreach (var leg in data.Legs)
        {
            var x = leg.Switchover is { } window ? Math.Min(time.Place(window.Start.TotalSeconds), FarthestLabel) : -1;
            if (x < free)
                continue;

            free = x + LabelWidth;
            yield return PlotPanel.Text("leg", x, 60, leg.Name);
        }
    }
}
