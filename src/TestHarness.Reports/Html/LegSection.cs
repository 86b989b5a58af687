using System.Collections.Immutable;
using TestHarness.Reports.Html.Plots;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>The legs of an attempt: a table, and plots of their figures.</summary>
internal static class LegSection
{
    /// <summary>Writes the section; nothing when the attempt made no leg.</summary>
    public static void Write(MarkupWriter page, ScenarioLine attempt)
    {
        if (!attempt.Legs.IsEmpty)
        {
            WriteTable(page, attempt.Legs);
            WritePlots(page, attempt);
        }

        WriteReachability(page, attempt);
    }

    private static void WriteTable(MarkupWriter page, ImmutableArray<LegRecord> legs)
    {
        page.Write($"<h4>Legs</h4><div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"Legs\"><table><thead><tr>");
        page.Write($"<th>leg</th><th>from → to</th><th>mode</th><th class=\"n\">downtime</th><th class=\"n\">total</th>");
        page.Write($"<th class=\"n\">transferred</th><th class=\"n\">throughput</th><th class=\"n\">longest stall</th>");
        page.Write($"<th class=\"n\">checks made</th><th>checks not made</th></tr></thead><tbody>");
        foreach (var leg in legs)
        {
            page.Write($"<tr><th scope=\"row\">{leg.Number}</th><td>{leg.From} → {leg.To}</td><td>{Mode(leg.Mode)}</td>");
            page.Write($"<td class=\"n\">{Words.Milliseconds(leg.DowntimeMs)}</td>");
            page.Write($"<td class=\"n\">{Words.Milliseconds(leg.TotalMs)}</td>");
            page.Write($"<td class=\"n\">{Words.Mebibytes(leg.TransferredBytes)}</td>");
            page.Write($"<td class=\"n\">{Words.Throughput(leg.ThroughputMbps)}</td>");
            page.Write($"<td class=\"n\">{Words.Milliseconds(leg.StallMs)}</td>");
            page.Write($"<td class=\"n\">{leg.ChecksMade.Length}</td><td>{Unmade(leg)}</td></tr>");
        }

        page.Write($"</tbody></table></div>");
        foreach (var leg in legs)
        {
            var usual = leg.Usual is null ? "" : $". {leg.Usual}";
            page.Write($"<p>Leg {leg.Number}: compared: {leg.Compared ?? "nothing, as no data was written"}{usual}</p>");
        }
    }

    private static void WritePlots(MarkupWriter page, ScenarioLine attempt)
    {
        page.Write($"<div class=\"plots\">");
        BarPlot.Write(
            page,
            "Downtime of each leg",
            [
                .. attempt.Legs.Where(leg => leg.DowntimeMs is not null).Select(leg =>
                    ($"leg {leg.Number}", leg.DowntimeMs!.Value, Words.Milliseconds(leg.DowntimeMs))),
            ]);
        BarPlot.Write(
            page,
            "Throughput of each leg",
            [
                .. attempt.Legs.Select(leg =>
                    ($"leg {leg.Number}", leg.ThroughputMbps, Words.Throughput(leg.ThroughputMbps))),
            ]);
        if (attempt.Written is { } written)
            WriteSeries(page, "Written by the load", written);
        foreach (var leg in attempt.Legs.Where(leg => leg.Sent is not null))
            WriteSeries(page, $"Guest memory sent in leg {leg.Number}", leg.Sent!);
        page.Write($"</div>");
    }

    private static void WriteReachability(MarkupWriter page, ScenarioLine attempt)
    {
        if (attempt.Reachability is not { } reached)
            return;
        page.Write($"<h4>Reachability</h4><p>{reached.Sent} probes, {reached.Lost} without an answer; longest time without ");
        page.Write($"an answer: {Words.Milliseconds(reached.LongestGapMs)}</p><div class=\"plots\">");
        SeriesPlot.Write(
            page,
            "Longest times between two answers",
            [.. reached.Gaps.Select(gap => (gap.AtMs, gap.LengthMs))],
            most => Words.Milliseconds(most),
            areBars: true);
        page.Write($"</div>");
    }

    private static void WriteSeries(MarkupWriter page, string title, SeriesRecord series) => SeriesPlot.Write(
        page,
        title,
        [.. series.Samples.Select(sample => (sample.AtMs, (double)sample.Bytes))],
        most => Words.Mebibytes((long)most),
        areBars: false);

    private static string Unmade(LegRecord leg) =>
        leg.NotChecked.IsEmpty ? "none" : string.Join(", ", leg.NotChecked.Select(check => check.Check));

    private static string Mode(LegModeRecord mode) => string.Join(
        ", ",
        new[]
        {
            mode.Name,
            mode.MultifdChannels > 0 ? $"multifd {mode.MultifdChannels}" : null,
            mode.ThrottlePercent > 0 ? $"throttled {mode.ThrottlePercent} %" : null,
        }.OfType<string>());
}
