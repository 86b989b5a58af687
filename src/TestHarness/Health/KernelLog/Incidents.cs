using System.Collections.Immutable;

namespace TestHarness.Health.KernelLog;

/// <summary>Groups the errors of one log into incidents, in the order of their first errors.</summary>
internal sealed class Incidents
{
    /// <summary>
    /// The largest number of incidents that are kept; further errors that belong to none of them are only counted.
    /// </summary>
    public const int Most = 200;

    private readonly List<IncidentBuilder> _incidents = [];
    private IncidentBuilder? _rest;

    /// <summary>The errors that belong to none of the incidents; null when each belongs to one.</summary>
    public Incident? Rest => _rest?.Build();

    /// <summary>Adds an error to its incident.</summary>
    public void Add(KernelLogFinding finding)
    {
        var subjects = RecordSubjects.Of(finding);
        Find(finding, subjects).Add(finding, subjects);
    }

    /// <summary>Returns the incidents up to now.</summary>
    public ImmutableArray<Incident> Build() => [.. _incidents.Select(incident => incident.Build())];

    /// <summary>Describes the errors that belong to none of the incidents.</summary>
    public static string DescribeRest(Incident rest) =>
        $"{rest.Count} more records, which belong to none of the first {Most} incidents; the first is {rest.First}; "
        + $"the worst is {rest.Worst}";

    private IncidentBuilder Find(KernelLogFinding finding, ImmutableArray<string> subjects)
    {
        var text = IncidentBuilder.TextOf(finding);
        if (_incidents.FindLast(open => open.Shares(finding, subjects, text)) is { } same)
            return same;
        if (_incidents.FindLast(open => open.Causes(finding)) is { } cause)
            return cause;
        if (_incidents.Count == Most)
            return _rest ??= new IncidentBuilder(finding);

        var next = new IncidentBuilder(finding);
        _incidents.Add(next);
        return next;
    }
}
