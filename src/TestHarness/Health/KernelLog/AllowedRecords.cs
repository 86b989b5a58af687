using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>The records of one reading that are accepted: the first ones, and how many more there are for each reason.</summary>
internal sealed class AllowedRecords
{
    private readonly ImmutableArray<AllowedFinding>.Builder _first = ImmutableArray.CreateBuilder<AllowedFinding>();
    private readonly Dictionary<(string Reason, DateOnly? Expires), AllowedFinding> _more = [];

    /// <param name="describe">Makes the finding; called only for a record that is shown.</param>
    public void Add(string reason, DateOnly? expires, Func<HealthFinding> describe)
    {
        if (_first.Count < AllowedFindings.Most)
            _first.Add(new AllowedFinding(describe(), reason, expires));
        else if (_more.TryGetValue((reason, expires), out var more))
            _more[(reason, expires)] = more with { Count = more.Count + 1 };
        else
            _more.Add((reason, expires), new AllowedFinding(describe(), reason, expires));
    }

    public ImmutableArray<AllowedFinding> ToFindings() => [.. _first, .. _more.Values];
}
