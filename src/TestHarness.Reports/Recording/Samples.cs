using System.Collections.Immutable;
using TestHarness.Health.Progress;
using TestHarness.Health.Reachability;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Recording;

/// <summary>The samples of a scenario, bounded.</summary>
internal static class Samples
{
    /// <summary>Returns a series of at most <see cref="SeriesRecord.Most"/> samples; null when there is none.</summary>
    public static SeriesRecord? Of(DateTimeOffset start, ImmutableArray<ProgressSample> samples) => samples.IsEmpty
        ? null
        : new SeriesRecord(start,
        [
            .. Thin(samples, SeriesRecord.Most).Select(sample => new SampleRecord(
                Math.Round(sample.At.TotalMilliseconds, 1), sample.Bytes)),
        ]);

    /// <summary>Returns the reachability with its longest gaps.</summary>
    public static ReachabilityRecord Of(Reachability reached)
    {
        var gaps = reached.Answers.Zip(reached.Answers.Skip(1), (from, to) => new Gap(from, to))
            .Append(reached.LongestGap)
            .Distinct()
            .OrderByDescending(gap => gap.Length)
            .Take(ReachabilityRecord.Most)
            .OrderBy(gap => gap.Start)
            .Select(gap => new GapRecord(Ms(gap.Start), Ms(gap.Length)));
        return new ReachabilityRecord(reached.Start, reached.Sent, reached.Lost, Ms(reached.LongestGap.Length), [.. gaps]);
    }

    /// <summary>Keeps items at equal distances, the first and the last one among them.</summary>
    internal static IEnumerable<T> Thin<T>(ImmutableArray<T> items, int most) => items.Length <= most
        ? items
        : Enumerable.Range(0, most).Select(index => items[(int)((long)index * (items.Length - 1) / (most - 1))]);

    private static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
