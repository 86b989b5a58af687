using System.Collections.Immutable;
using TestHarness.Health.Reachability;
using TestHarness.Migration;

namespace TestHarness.Baselines;

/// <summary>Takes the figures that a baseline knows from what a scenario measured.</summary>
public static class Figures
{
    /// <summary>The figures of a leg; a leg without load has no stall.</summary>
    public static ImmutableArray<Figure> Of(LegReport leg)
    {
        var where = $"leg {leg.Number}";
        var statistics = leg.Result.Statistics;
        return
        [
            new Figure(FigureKind.Downtime, where, statistics.Downtime.TotalMilliseconds),
            new Figure(FigureKind.TotalTime, where, statistics.TotalTime.TotalMilliseconds),
            .. leg.Load is { } load
                ? [new Figure(FigureKind.LongestStall, where, load.LongestStall.TotalMilliseconds)]
                : ImmutableArray<Figure>.Empty,
        ];
    }

    /// <summary>The figures of a guest that was pinged.</summary>
    public static ImmutableArray<Figure> Of(Reachability reached) =>
    [
        new Figure(FigureKind.LongestGap, "the pings", reached.LongestGap.Length.TotalMilliseconds),
        new Figure(FigureKind.LostPings, "the pings", reached.Lost),
    ];
}
