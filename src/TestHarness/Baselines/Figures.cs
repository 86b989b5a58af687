using System.Collections.Immutable;
using TestHarness.Health.Reachability;
using TestHarness.Migration;

namespace TestHarness.Baselines;

/// <summary>Takes the figures that a baseline knows from what a scenario measured.</summary>
public static class Figures
{
    /// <summary>The figures of a leg that were measured; a leg without load has no stall.</summary>
    public static ImmutableArray<Figure> Of(LegReport leg)
    {
        var where = $"leg {leg.Number}";
        var statistics = leg.Result.Statistics;
        return
        [
            .. Of(FigureKind.Downtime, where, statistics.Downtime),
            .. Of(FigureKind.TotalTime, where, statistics.TotalTime),
            .. Of(FigureKind.LongestStall, where, leg.Load?.LongestStall),
        ];
    }

    /// <summary>The figures of a guest that was pinged.</summary>
    public static ImmutableArray<Figure> Of(Reachability reached) =>
    [
        new Figure(FigureKind.LongestGap, "the pings", reached.LongestGap.Length.TotalMilliseconds),
        new Figure(FigureKind.LostPings, "the pings", reached.Lost),
    ];

    private static ImmutableArray<Figure> Of(FigureKind kind, string where, TimeSpan? measured) =>
        measured is { } time ? [new Figure(kind, where, time.TotalMilliseconds)] : [];
}
