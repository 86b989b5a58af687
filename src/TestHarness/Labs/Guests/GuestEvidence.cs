using System.Collections.Immutable;
using TestHarness.Evidence.Plots;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;
using TestHarness.Labs.Recipes;
using TestHarness.Migration;

namespace TestHarness.Labs.Guests;

/// <summary>The files that a guest leaves in the evidence of its scenario.</summary>
internal sealed class GuestEvidence(Lab lab, PlacedGuest guest, GuestLoad load, GuestHealth health, GuestLegs legs)
{
    /// <summary>Writes the guest's kernel log, the legs' figures and their plot.</summary>
    public void Write()
    {
        lab.Evidence.Write($"{guest.Name}-kernel.log", health.KernelLog);
        if (legs.Reports.IsEmpty)
            return;

        lab.Evidence.Write(
            GuestUnderTest.LegsFile, string.Join('\n', legs.Reports.Select(leg => $"{leg}").Concat(legs.Decisions)));
        lab.Evidence.Write("migration.svg", MigrationPlot.Render(Plot()), MigrationPlot.MediaType);
    }

    /// <summary>Writes the plot of the guest's reachability from outside, with its legs.</summary>
    public void Write(Reachability reached)
    {
        var plotted = legs.Reports.Select(leg => Plot(leg, leg.Result.Window.Start - reached.Start)).ToImmutableArray();
        lab.Evidence.Write(
            "reachability.svg", ReachabilityPlot.Render($"{reached}", reached, plotted), MigrationPlot.MediaType);
    }

    private MigrationPlotData Plot()
    {
        var start = load.Meter?.Start ?? legs.Reports[0].Result.Window.Start;
        return new MigrationPlotData(
            $"{legs.Reports.Length} legs of {load.Load?.Description ?? "a guest without load"}",
            load.Meter?.Series.Samples ?? [],
            [.. legs.Reports.Select(leg => Plot(leg, leg.Result.Window.Start - start))]);
    }

    /// <summary>Plots a leg. The switchover of a precopy is its end; query-migrate does not report that of a postcopy.</summary>
    private static PlottedLeg Plot(LegReport leg, TimeSpan start)
    {
        var end = start + (leg.Result.Window.End - leg.Result.Window.Start);
        var sent = leg.Sent.Select(sample => sample with { At = start + sample.At }).ToImmutableArray();
        return new PlottedLeg(
            $"leg {leg.Number}", sent, new TimeWindow(end - (leg.Result.Statistics.Downtime ?? TimeSpan.Zero), end));
    }
}
