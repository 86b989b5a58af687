using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>The accepted records of one reading: the first ones, and the number of further ones for each reason.</summary>
internal sealed class AllowedRecords
{
    private readonly ImmutableArray<AllowedFinding>.Builder _first = ImmutableArray.CreateBuilder<AllowedFinding>();
    private readonly Dictionary<(string Reason, DateOnly? Expires), AllowedFinding> _more = [];

    /// <summary>Adds a record.</summary>
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

    /// <summary>Returns the records as findings.</summary>
    public ImmutableArray<AllowedFinding> ToFindings() => [.. _first, .. _more.Values];
}
