using System.Collections.Immutable;
using TestHarness.Health.Reachability;
using TestHarness.Migration;

namespace TestHarness.Baselines;

/// <summary>Selects the figures that a baseline has from the measurements of a scenario.</summary>
public static class Figures
{
    /// <summary>Returns the measured figures of a leg; a leg without load has no stall.</summary>
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

    /// <summary>Returns the figures of a guest that was pinged.</summary>
    public static ImmutableArray<Figure> Of(Reachability reached) =>
    [
        new Figure(FigureKind.LongestGap, "the pings", reached.LongestGap.Length.TotalMilliseconds),
        new Figure(FigureKind.LostPings, "the pings", reached.Lost),
    ];

    private static ImmutableArray<Figure> Of(FigureKind kind, string where, TimeSpan? measured) =>
        measured is { } time ? [new Figure(kind, where, time.TotalMilliseconds)] : [];
}
