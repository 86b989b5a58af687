using System.Collections.Immutable;

namespace TestHarness.Reports.Html.Plots;

/// <summary>A figure over time, as a line or as bars from the axis.</summary>
internal static class SeriesPlot
{
    private const int Width = 340;
    private const int Height = 120;
    private const double Left = 4;
    private const double Right = Width - 4;
    private const double Top = 18;
    private const double Bottom = Height - 18;

    /// <summary>Writes the plot; nothing when there are no points.</summary>
    /// <param name="points">The times in ms, and the values.</param>
    /// <param name="most">The text of the largest value.</param>
    /// <param name="areBars">Whether each point is a bar from the axis.</param>
    public static void Write(
        MarkupWriter page,
        string title,
        ImmutableArray<(double At, double Value)> points,
        Func<double, string> most,
        bool areBars)
    {
        if (points.IsEmpty)
            return;

        var (end, top) = (Math.Max(1, points.Max(point => point.At)), Math.Max(1, points.Max(point => point.Value)));
        page.Write($"""<figure><figcaption>{title}</figcaption><svg viewBox="0 0 {Width} {Height}" width="{Width}" """);
        page.Write($"""height="{Height}" role="img" aria-label="{title}">""");
        page.Write($"""<line class="grid" x1="{Left}" y1="{Top}" x2="{Right}" y2="{Top}"/>""");
        page.Write($"""<line class="axis" x1="{Left}" y1="{Bottom}" x2="{Right}" y2="{Bottom}"/>""");
        page.Write($"""<text class="tick" x="{Left}" y="{Top - 5}">{most(top)}</text>""");
        page.Write($"""<text class="tick" x="{Left}" y="{Height - 4}">0 s</text>""");
        page.Write($"""<text class="tick" x="{Right}" y="{Height - 4}" text-anchor="end">{Words.Duration(end / 1000)}</text>""");
        if (areBars)
            WriteBars(page, points, end, top);
        else
            WriteLine(page, points, end, top);
        page.Write($"</svg></figure>");
    }

    private static void WriteBars(MarkupWriter page, ImmutableArray<(double At, double Value)> points, double end, double top)
    {
        page.Write($"<path class=\"curve\" d=\"");
        foreach (var (at, value) in points)
            page.Write($"M{X(at, end)} {Bottom}V{Y(value, top)}");
        page.Write($"\"/>");
    }

    private static void WriteLine(MarkupWriter page, ImmutableArray<(double At, double Value)> points, double end, double top)
    {
        page.Write($"<polyline class=\"curve\" points=\"");
        foreach (var (at, value) in points)
            page.Write($"{X(at, end)},{Y(value, top)} ");
        page.Write($"\"/>");
    }

    private static double X(double at, double end) => Left + ((Right - Left) * Math.Max(0, at) / end);

    private static double Y(double value, double top) => Bottom - ((Bottom - Top) * Math.Max(0, value) / top);
}
