using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The reachability of a guest from outside while it was probed.</summary>
/// <param name="Started">The moment from which the gaps' times count.</param>
/// <param name="Sent">The number of probes that were sent.</param>
/// <param name="Lost">The number of probes without an answer.</param>
/// <param name="LongestGapMs">The longest time without an answer, in ms.</param>
/// <param name="Gaps">The longest times between two answers, at most <see cref="Most"/>, in the order of time.</param>
public sealed record ReachabilityRecord(
    DateTimeOffset Started, int Sent, int Lost, double LongestGapMs, ImmutableArray<GapRecord> Gaps)
{
    /// <summary>The largest number of gaps.</summary>
    public const int Most = 200;
}
