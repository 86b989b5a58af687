using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>A figure of legs that is compared.</summary>
/// <param name="Of">Returns the figure of a leg; null when nothing reports it.</param>
/// <param name="Floor">The least distance of the medians that counts as a difference.</param>
/// <param name="IsHigherBetter">Whether a higher figure is a better one.</param>
internal sealed record Figure(
    string Name, string Unit, Func<LegRecord, double?> Of, double Floor, bool IsHigherBetter = false)
{
    /// <summary>All figures.</summary>
    public static ImmutableArray<Figure> All { get; } =
    [
        new("downtime", "ms", leg => leg.DowntimeMs, 10),
        new("total time", "ms", leg => leg.TotalMs, 100),
        new("throughput", "Mbit/s", leg => leg.ThroughputMbps, 10, IsHigherBetter: true),
    ];
}
