using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>The legs of a scenario in two runs, those of all attempts that did not fail.</summary>
internal sealed record ScenarioFigures(ScenarioRecord Scenario, ImmutableArray<LegRecord> Before, ImmutableArray<LegRecord> After)
{
    /// <summary>Compares each figure.</summary>
    /// <param name="limit">The probability below which figures differ.</param>
    public IEnumerable<FigureComparison> Compare(double limit) =>
        Figure.All.Select(figure => FigureComparison.Of(figure, [Before], [After], limit)).OfType<FigureComparison>();

    /// <summary>
    /// Returns the legs with each figure in percent of the scenario's median in both runs, so that legs of many scenarios can be
    /// compared together.
    /// </summary>
    public ScenarioFigures ToPercent()
    {
        var (downtime, total, throughput) =
            (Median(leg => leg.DowntimeMs), Median(leg => leg.TotalMs), Median(leg => leg.ThroughputMbps));
        return this with { Before = Scale(Before), After = Scale(After) };

        ImmutableArray<LegRecord> Scale(ImmutableArray<LegRecord> legs) =>
        [
            .. legs.Select(leg => leg with
            {
                DowntimeMs = leg.DowntimeMs * 100 / downtime,
                TotalMs = leg.TotalMs * 100 / total,
                ThroughputMbps = leg.ThroughputMbps * 100 / throughput ?? 0,
            }),
        ];
    }

    /// <summary>Returns the median of a figure; null when no leg reports one above 0.</summary>
    private double? Median(Func<LegRecord, double?> of)
    {
        double[] sorted = [.. Before.Concat(After).Select(of).OfType<double>().Order()];
        var median = sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return median > 0 ? median : null;
    }
}
