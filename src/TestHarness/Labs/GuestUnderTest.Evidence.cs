using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Evidence.Plots;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;
using TestHarness.Migration;

namespace TestHarness.Labs;

public sealed partial class GuestUnderTest
{
    /// <summary>The file of evidence that has a line with the figures of each leg, and the policies that were followed.</summary>
    public const string LegsFile = "legs.txt";

    /// <summary>Leaves the guest's kernel log, the legs' figures and their plot.</summary>
    public void WriteEvidence()
    {
        _lab.Evidence.Write($"{_name}-kernel.log", _watch.Records.ToString());
        if (Legs.IsEmpty)
            return;

        _lab.Evidence.Write(LegsFile, string.Join('\n', Legs.Select(Line).Concat(_decisions)));
        _lab.Evidence.Write("migration.svg", MigrationPlot.Render(Plot()), MigrationPlot.MediaType);
    }

    /// <summary>Leaves how the guest was reached from outside, with its legs.</summary>
    public void WriteEvidence(Reachability reached)
    {
        var legs = Legs.Select(leg => Plot(leg, leg.Result.Window.Start - reached.Start)).ToImmutableArray();
        _lab.Evidence.Write("reachability.svg", ReachabilityPlot.Render($"{reached}", reached, legs), MigrationPlot.MediaType);
    }

    /// <summary>A leg's figures, and what is usual for them.</summary>
    private string Line(LegReport leg) =>
        _lab.Baseline is { } baseline ? $"{leg}; {baseline.Describe(Figures.Of(leg))}" : $"{leg}";

    private MigrationPlotData Plot()
    {
        var start = Meter?.Start ?? Legs[0].Result.Window.Start;
        return new MigrationPlotData(
            $"{Legs.Length} legs of {Load?.Description ?? "a guest without load"}",
            Meter?.Series.Samples ?? [],
            [.. Legs.Select(leg => Plot(leg, leg.Result.Window.Start - start))]);
    }

    /// <summary>A precopy's switchover is its end; that of a postcopy is not told by query-migrate.</summary>
    private static PlottedLeg Plot(LegReport leg, TimeSpan start)
    {
        var end = start + (leg.Result.Window.End - leg.Result.Window.Start);
        var sent = leg.Sent.Select(sample => sample with { At = start + sample.At }).ToImmutableArray();
        return new PlottedLeg(
            $"leg {leg.Number}", sent, new TimeWindow(end - (leg.Result.Statistics.Downtime ?? TimeSpan.Zero), end));
    }
}
