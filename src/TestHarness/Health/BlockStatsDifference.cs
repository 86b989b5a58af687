using System.Collections.Immutable;

namespace TestHarness.Health;

/// <summary>The error counters of one block device as <c>query-blockstats</c> of QEMU reports them.</summary>
public sealed record BlockErrorCounters(
    string Device,
    long FailedReads,
    long FailedWrites,
    long FailedFlushes,
    long FailedUnmaps,
    long InvalidReads,
    long InvalidWrites,
    long InvalidFlushes,
    long InvalidUnmaps);

/// <summary>Failed and invalid requests of a QEMU's block devices: none may have been added between two readings.</summary>
/// <remarks>
/// A destination's counters start from 0, so they are compared with zero: a device without an earlier reading had no errors.
/// </remarks>
public static class BlockStatsDifference
{
    private const string Check = "block statistics";

    private static readonly (string Name, Func<BlockErrorCounters, long> Value)[] Counters =
    [
        ("failed reads", stats => stats.FailedReads),
        ("failed writes", stats => stats.FailedWrites),
        ("failed flushes", stats => stats.FailedFlushes),
        ("failed unmaps", stats => stats.FailedUnmaps),
        ("invalid reads", stats => stats.InvalidReads),
        ("invalid writes", stats => stats.InvalidWrites),
        ("invalid flushes", stats => stats.InvalidFlushes),
        ("invalid unmaps", stats => stats.InvalidUnmaps),
    ];

    public static HealthReport Compare(string guest, ImmutableArray<BlockErrorCounters> before, ImmutableArray<BlockErrorCounters> after)
    {
        var earlier = before.ToDictionary(stats => stats.Device);
        return HealthReport.Of(
            from stats in after
            from counter in Counters
            let increase = counter.Value(stats) - (earlier.TryGetValue(stats.Device, out var old) ? counter.Value(old) : 0)
            where increase != 0
            select Finding(guest, stats.Device, counter.Name, increase));
    }

    private static HealthFinding Finding(string where, string device, string counter, long increase) => new(
        Check,
        where,
        HealthSeverity.Error,
        increase > 0
            ? $"{device} has {increase} new {counter}"
            : $"{device} has {-increase} fewer {counter} than before: its counters were reset, so errors in between are unknown");
}
