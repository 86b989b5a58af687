using System.Collections.Immutable;

namespace TestHarness.Health;

/// <summary>
/// Collects the findings of a scenario that an allow list or the scenario itself accepts, so that they are not failures.
/// </summary>
public sealed class AllowedFindings
{
    /// <summary>The name of the file in the evidence.</summary>
    public const string FileName = "allowed-findings.txt";

    /// <summary>The largest number of findings that the list has; all findings are counted.</summary>
    public const int Most = 1_000;

    private readonly Lock _lock = new();
    private ImmutableList<AllowedFinding> _first = [];
    private ImmutableSortedDictionary<string, long> _counts =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The number of findings.</summary>
    public long Count => _counts.Values.Sum();

    /// <summary>The first findings, at most <see cref="Most"/>.</summary>
    public ImmutableArray<AllowedFinding> First => [.. _first];

    /// <summary>Adds the findings that a round of checks accepted.</summary>
    public void Add(HealthReport report)
    {
        lock (_lock)
        {
            _first = _first.AddRange(report.Allowed.Take(Most - _first.Count));
            foreach (var group in report.Allowed.GroupBy(allowed => allowed.Title))
                _counts = _counts.SetItem(group.Key, _counts.GetValueOrDefault(group.Key) + group.Sum(allowed => allowed.Count));
        }
    }

    /// <summary>Returns one line with the number of findings for each place and reason; null when there are none.</summary>
    public string? Describe()
    {
        var counts = _counts;
        var total = counts.Values.Sum();
        return total == 0
            ? null
            : $"allowed: {(total == 1 ? "1 finding" : $"{total} findings")}: "
                + string.Join("; ", counts.Select(count => $"{count.Value} × {count.Key}"));
    }

    /// <summary>Returns a line for each of the first findings; null when there are none.</summary>
    public string? List()
    {
        var (first, total) = (_first, _counts.Values.Sum());
        var rest = total > first.Count ? $"… and {total - first.Count} more\n" : "";
        return first.IsEmpty ? null : string.Concat(first.Select(allowed => $"{allowed}\n")) + rest;
    }
}
