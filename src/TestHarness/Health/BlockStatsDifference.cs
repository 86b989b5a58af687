using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qmp.Block;

namespace TestHarness.Health;

/// <summary>
/// Compares the failed and invalid requests of a QEMU's block devices: there may be no new ones between two readings.
/// </summary>
/// <remarks>A destination's counters start from 0: a device without an earlier reading is compared with zero.</remarks>
public static class BlockStatsDifference
{
    private static readonly (string Name, Func<BlockCounters, long> Value)[] Counters =
    [
        ("failed reads", counters => counters.FailedReadOperations),
        ("failed writes", counters => counters.FailedWriteOperations),
        ("failed flushes", counters => counters.FailedFlushOperations),
        ("invalid reads", counters => counters.InvalidReadOperations),
        ("invalid writes", counters => counters.InvalidWriteOperations),
        ("invalid flushes", counters => counters.InvalidFlushOperations),
    ];

    /// <summary>Compares two readings.</summary>
    public static HealthReport Compare(string machine, ImmutableArray<BlockStats> before, ImmutableArray<BlockStats> after)
    {
        var earlier = before.ToDictionary(stats => stats.Label(), stats => stats.Stats);
        return HealthReport.Made(
            HealthCheck.BlockStatistics,
            from stats in after
            from counter in Counters
            let increase = counter.Value(stats.Stats) - (earlier.TryGetValue(stats.Label(), out var old) ? counter.Value(old) : 0)
            where increase != 0
            select Finding(machine, stats.Label(), counter.Name, increase));
    }

    private static HealthFinding Finding(string where, string device, string counter, long increase) => new(
        HealthCheck.BlockStatistics,
        where,
        HealthSeverity.Error,
        increase > 0
            ? $"{device} has {increase} new {counter}"
            : $"{device} has {-increase} fewer {counter} than before: its counters were reset, so errors in between are unknown");
}
