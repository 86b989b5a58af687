using System.Collections.Immutable;

namespace TestHarness.Health;

/// <summary>Collects the findings of a scenario that are failures, each once.</summary>
public sealed class FoundFaults
{
    /// <summary>The largest number of findings that are kept.</summary>
    public const int Most = 100;

    private readonly Lock _lock = new();
    private ImmutableList<HealthFinding> _first = [];

    /// <summary>The first findings.</summary>
    public ImmutableArray<HealthFinding> First => [.. _first];

    /// <summary>Adds the findings of a round of checks.</summary>
    public void Add(HealthReport report)
    {
        lock (_lock)
            _first = [.. _first.Concat(report.Findings).Distinct().Take(Most)];
    }
}
