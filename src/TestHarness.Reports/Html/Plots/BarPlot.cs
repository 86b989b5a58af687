using System.Collections.Immutable;

namespace TestHarness.Reports.Html.Plots;

/// <summary>A figure of the legs as bars, each with its number.</summary>
internal static class BarPlot
{
    private const int Row = 22;
    private const int Width = 340;
    private const double Left = 52;
    private const double Longest = 170;

    /// <summary>The largest number of bars; of more legs the first ones are drawn.</summary>
    private const int Most = 40;

    /// <summary>Writes the plot; nothing when fewer than two legs have the figure.</summary>
    public static void Write(MarkupWriter page, string title, ImmutableArray<(string Label, double Value, string Text)> bars)
    {
        if (bars.Length < 2)
            return;

        var shown = bars.Take(Most).ToArray();
        var most = shown.Max(bar => bar.Value);
        page.Write($"""<figure><figcaption>{title}</figcaption><svg viewBox="0 0 {Width} {Row * shown.Length}" """);
        page.Write($"""width="{Width}" height="{Row * shown.Length}" role="img" aria-label="{title}">""");
        for (var index = 0; index < shown.Length; index++)
        {
            var (label, value, text) = shown[index];
            var length = most > 0 ? Math.Max(1, Longest * value / most) : 1;
            page.Write($"""<text class="tick" x="{Left - 6}" y="{(Row * index) + 15}" text-anchor="end">{label}</text>""");
            page.Write($"""<rect class="bar" x="{Left}" y="{(Row * index) + 3}" width="{length}" height="{Row - 6}"/>""");
            page.Write($"""<text x="{Left + length + 6}" y="{(Row * index) + 15}">{text}</text>""");
        }

        page.Write($"</svg></figure>");
    }
}
