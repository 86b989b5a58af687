using System.Collections.Immutable;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;

namespace TestHarness.Evidence.Plots;

/// <summary>
/// Makes an SVG of the times for which a guest did not answer from outside, over time, with the switchover of every leg.
/// </summary>
public static class ReachabilityPlot
{
    private const int Height = 270;

    private const int MostPoints = 700;

    /// <summary>Returns the SVG.</summary>
    /// <param name="legs">The legs, with times since the start of the probing.</param>
    public static string Render(string title, Reachability reached, ImmutableArray<PlottedLeg> legs)
    {
        var end = reached.Answers.IsEmpty ? reached.LongestGap.End : reached.Answers[^1];
        var gaps = reached.Answers.Zip(
            reached.Answers.Skip(1), (from, to) => new ProgressSample(to, (long)(to - from).TotalMilliseconds));
        var points = gaps.GroupBy(gap => (int)(gap.At / end * MostPoints))
            .Select(near => near.MaxBy(gap => gap.Bytes)).ToImmutableArray();
        var time = PlotAxis.OfSeconds(end.TotalSeconds, PlotPage.Left, PlotPage.Right);
        var axis = PlotAxis.OfSeconds(points.Select(point => (double)point.Bytes).DefaultIfEmpty(1).Max(), 230, 90);
        var panel = new PlotPanel(
            "Time between two answers (bars: switchovers)",
            time,
            axis,
            milliseconds => FormattableString.Invariant($"{milliseconds:0} ms"));
        return PlotPage.Render(title, Height, time, [panel], legs, [panel.Curve("load", points)]);
    }
}
