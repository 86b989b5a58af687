using System.Globalization;
using System.Text;
using System.Xml.Linq;
using TestHarness.Health.Progress;

namespace TestHarness.Evidence.Plots;

/// <summary>One diagram of a plot: a count over time.</summary>
/// <param name="label">Returns the label of a tick of the vertical axis.</param>
internal sealed class PlotPanel(string heading, PlotAxis time, PlotAxis counts, Func<double, string> label)
{
    // More than one point for each pixel cannot be seen.
    private const int MostPoints = 1000;

    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    /// <summary>Returns the heading, the axes and the ticks.</summary>
    public IEnumerable<XElement> Frame()
    {
        yield return Text("heading", time.From, counts.To - 8, heading);
        foreach (var tick in counts.Ticks)
        {
            var y = counts.Place(tick);
            yield return Line(tick == 0 ? "axis" : "grid", time.From, y, time.To, y);
            yield return Text("tick right", time.From - 6, y + 4, label(tick));
        }

        foreach (var tick in time.Ticks)
        {
            var x = time.Place(tick);
            yield return Line("axis", x, counts.From, x, counts.From + 4);
            yield return Text("tick middle", x, counts.From + 17, FormattableString.Invariant($"{tick:0.###} s"));
        }
    }

    /// <summary>Returns the band of a switchover over the whole height, at least 2 pixels wide.</summary>
    public XElement Band(TimeWindow window, string title)
    {
        var (start, end) = (time.Place(window.Start.TotalSeconds), time.Place(window.End.TotalSeconds));
        return new XElement(
            Svg + "rect",
            PlotStyle.Of("switchover"),
            new XAttribute("x", Pixel(start)),
            new XAttribute("y", Pixel(counts.To)),
            new XAttribute("width", Pixel(Math.Max(2, end - start))),
            new XAttribute("height", Pixel(counts.From - counts.To)),
            new XElement(Svg + "title", title));
    }

    /// <summary>Returns the curve of samples.</summary>
    public XElement Curve(string cssClass, IReadOnlyList<ProgressSample> samples)
    {
        var stride = Math.Max(1, (samples.Count + MostPoints - 1) / MostPoints);
        var points = new StringBuilder();
        for (var i = 0; i < samples.Count; i = i == samples.Count - 1 ? i + 1 : Math.Min(i + stride, samples.Count - 1))
        {
            points.Append(
                CultureInfo.InvariantCulture,
                $"{time.Place(samples[i].At.TotalSeconds):0.#},{counts.Place(samples[i].Bytes):0.#} ");
        }

        return new XElement(
            Svg + "polyline", PlotStyle.Of(cssClass), new XAttribute("points", points.ToString().TrimEnd()));
    }

    /// <summary>Returns a text at a place.</summary>
    public static XElement Text(string cssClass, double x, double y, string text) =>
        new(Svg + "text", PlotStyle.Of(cssClass), new XAttribute("x", Pixel(x)), new XAttribute("y", Pixel(y)), text);

    private static XElement Line(string cssClass, double x1, double y1, double x2, double y2) => new(
        Svg + "line",
        PlotStyle.Of(cssClass),
        new XAttribute("x1", Pixel(x1)),
        new XAttribute("y1", Pixel(y1)),
        new XAttribute("x2", Pixel(x2)),
        new XAttribute("y2", Pixel(y2)));

    /// <summary>Formats a number of bytes.</summary>
    public static string Size(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        var power = bytes < 1 ? 0 : Math.Min(units.Length - 1, (int)Math.Log(bytes, 1024));
        return bytes < 1 ? "0" : FormattableString.Invariant($"{bytes / Math.Pow(1024, power):0.##} {units[power]}");
    }

    private static string Pixel(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
