using System.Collections.Immutable;
using TestHarness.Failures;

namespace TestHarness.Migration;

/// <summary>The checks of a scenario over all its legs.</summary>
public sealed partial record LegSummary(ImmutableArray<LegReport> Legs)
{
    private const int LegsOfTrend = 6;

    /// <summary>Checks that no leg stopped the guest for longer than a limit.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: the legs whose downtime, as QEMU reports it, was longer. Class preflight: nothing reports the downtime of
    /// a leg.
    /// </exception>
    public void CheckDowntime(TimeSpan atMost)
    {
        var expected = $"a downtime of at most {atMost.TotalMilliseconds:0} ms";
        RequireReported(expected, "the downtime", figures => figures.Downtime is not null);
        Check(FailureClass.Migration, expected, leg => leg.Result.Statistics.Downtime > atMost);
    }

    /// <summary>Checks that the load made progress around each leg, with no stall over a limit.</summary>
    /// <exception cref="HarnessException">
    /// Class data: the legs around which the load stood still for longer. Class config: a leg had no load.
    /// </exception>
    public void CheckStalls(TimeSpan atMost)
    {
        var expected = $"no stall of the load over {atMost.TotalSeconds:0.#} s";
        if (Legs.Where(leg => leg.Load is null).Select(leg => $"{leg.Number}").ToArray() is { Length: > 0 } without)
            throw new HarnessException(
                FailureClass.Config,
                $"expected {expected}, but no load was running in leg {string.Join(", ", without)}: it was not checked");
        Check(FailureClass.Data, expected, leg => leg.Load?.LongestStall > atMost);
    }

    /// <summary>
    /// Checks that the median total time of the last third of the legs is at most <c>factor</c> times that of the first third.
    /// </summary>
    /// <returns>The comparison in words.</returns>
    /// <exception cref="HarnessException">
    /// Class migration: the legs became slower than that. Class config: there are fewer than six legs. Class preflight: nothing
    /// reports the total time of a leg.
    /// </exception>
    public string CheckTrend(double factor)
    {
        if (Legs.Length < LegsOfTrend)
            throw new HarnessException(
                FailureClass.Config,
                $"a trend needs at least {LegsOfTrend} legs, found {Legs.Length}: with fewer, one slow leg decides it");
        RequireReported($"legs at most {factor:0.#} times slower", "the total time", figures => figures.TotalTime is not null);
        var third = Legs.Length / 3;
        var (first, last) = (Median(Legs.Take(third)), Median(Legs.TakeLast(third)));
        var trend = $"median total time of the first {third} legs {first:0} ms, of the last {third} {last:0} ms";
        return last <= first * factor
            ? trend
            : throw new HarnessException(FailureClass.Migration, $"the legs became more than {factor:0.#} times slower: {trend}");
    }

    private static double Median(IEnumerable<LegReport> legs)
    {
        var times = legs.Select(leg => leg.Result.Statistics.TotalTime)
            .OfType<TimeSpan>()
            .Select(time => time.TotalMilliseconds)
            .Order()
            .ToArray();
        return times[times.Length / 2];
    }

    private void Check(FailureClass failureClass, string expected, Func<LegReport, bool> isOver)
    {
        RequireLegs(expected);
        if (Legs.Where(isOver).ToArray() is { Length: > 0 } over)
            throw new HarnessException(
                failureClass, $"expected {expected}, found: {string.Join("; ", over.Select(leg => leg.ToString()))}");
    }

    /// <summary>Refuses a check of a figure that nothing reports of a leg: it would check nothing.</summary>
    private void RequireReported(string expected, string what, Func<LegStatistics, bool> isReported)
    {
        var unknown = Legs.Where(leg => !isReported(leg.Result.Statistics)).Select(leg => $"{leg.Number}").ToArray();
        if (unknown.Length > 0)
            throw new HarnessException(
                FailureClass.Preflight,
                $"expected {expected}, but nothing reports {what} of leg {string.Join(", ", unknown)}: it was not checked");
    }

    private void RequireLegs(string expected)
    {
        if (Legs.IsEmpty)
            throw new HarnessException(FailureClass.Config, $"{expected} was expected of the legs, but no leg was made");
    }
}
