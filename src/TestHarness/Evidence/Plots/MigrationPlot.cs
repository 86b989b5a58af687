using TestHarness.Health.Progress;

namespace TestHarness.Evidence.Plots;

/// <summary>Makes an SVG of the load's progress and the RAM transferred over time, with the switchover of every leg.</summary>
public static class MigrationPlot
{
    /// <summary>The media type of SVG.</summary>
    public const string MediaType = "image/svg+xml";

    private const int Height = 470;

    /// <summary>Returns the SVG.</summary>
    public static string Render(MigrationPlotData data)
    {
        var samples = data.Legs.SelectMany(leg => leg.RamTransferred).Concat(data.Written).ToList();
        var ends = data.Legs.Select(leg => leg.Switchover?.End.TotalSeconds ?? 0)
            .Concat(samples.Select(sample => sample.At.TotalSeconds));
        var time = PlotAxis.OfSeconds(ends.DefaultIfEmpty(0).Max(), PlotPage.Left, PlotPage.Right);
        var load = new PlotPanel(
            "Written by the load (bars: switchovers)", time, PlotAxis.OfBytes(MaxOf(data.Written), 230, 90), PlotPanel.Size);
        var mostRam = MaxOf(data.Legs.SelectMany(leg => leg.RamTransferred));
        var ram = new PlotPanel("RAM transferred", time, PlotAxis.OfBytes(mostRam, 430, 290), PlotPanel.Size);
        return PlotPage.Render(
            data.Title,
            Height,
            time,
            [load, ram],
            data.Legs,
            [load.Curve("load", data.Written), .. data.Legs.Select(leg => ram.Curve("ram", leg.RamTransferred))]);
    }

    private static double MaxOf(IEnumerable<ProgressSample> samples) =>
        samples.Select(sample => (double)sample.Bytes).DefaultIfEmpty(0).Max();
}
