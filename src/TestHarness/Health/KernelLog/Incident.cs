using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>Errors that belong together, in the order of the log: the first one is the cause.</summary>
public sealed record Incident
{
    /// <summary>How many kinds of errors after the first one are shown; the most severe are.</summary>
    public const int ShownKinds = 12;

    private readonly ImmutableArray<KernelLogFinding> _findings;

    internal Incident(ImmutableArray<KernelLogFinding> findings) => _findings = findings;

    public KernelLogFinding First => _findings[0];

    /// <summary>The most severe error; of several, the first one of the last layer that they reached.</summary>
    public KernelLogFinding Worst => _findings.MaxBy(finding => (finding.Severity, finding.Layer))!;

    public HealthSeverity Severity => Worst.Severity;

    /// <summary>How many records the incident has.</summary>
    public int Count => _findings.Length;

    /// <summary>The devices that the records name, SCSI hosts first.</summary>
    public ImmutableArray<string> Subjects =>
    [
        .. _findings.SelectMany(finding => RecordSubjects.Of(finding)).Distinct()
            .OrderBy(name => !name.StartsWith("host", StringComparison.Ordinal)),
    ];

    /// <summary>Groups the errors of one log into incidents, in the order of their first errors.</summary>
    public static ImmutableArray<Incident> Group(IEnumerable<KernelLogFinding> findings)
    {
        var groups = new List<IncidentBuilder>();
        foreach (var finding in findings)
        {
            var subjects = RecordSubjects.Of(finding);
            var group = groups.FindLast(open => open.Shares(finding, subjects)) ?? groups.FindLast(open => open.Causes(finding));
            if (group is null)
                groups.Add(group = new IncidentBuilder(finding));
            group.Add(finding, subjects);
        }

        return [.. groups.Select(group => group.Build())];
    }

    /// <summary>Returns the only error, or else the first one, and a line for each kind of the others.</summary>
    public override string ToString() => Count == 1 ? $"{First}" : string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        var kinds = _findings.GroupBy(finding => finding.Title).ToImmutableArray();
        var others = kinds[1..];
        var shown = others.OrderByDescending(kind => kind.Max(finding => finding.Severity)).Take(ShownKinds).ToHashSet();
        var first = others.IsEmpty ? "first is" : "first cause is";
        var worst = Worst.Severity > First.Severity ? $"; the worst is {Worst.Title}" : "";
        var times = kinds[0].Count() > 1 && !others.IsEmpty ? $"{kinds[0].Count()} × " : "";
        return
        [
            $"{Count} records{Of()}{Duration()}{worst}; the {first} {times}{First}",
            .. others.Where(shown.Contains).Select(kind => $"    {kind.Count()} × {kind.First()}"),
            .. others.Length > ShownKinds ? [$"    … and {others.Length - ShownKinds} more kinds"] : Array.Empty<string>(),
        ];
    }

    private string Of() => Subjects.IsEmpty ? "" : $" of {string.Join(", ", Subjects)}";

    private string Duration() => _findings[^1].Record.Timestamp - First.Record.Timestamp is { TotalSeconds: >= 0.05 } duration
        ? string.Create(CultureInfo.InvariantCulture, $" in {duration.TotalSeconds:0.0} s")
        : "";
}
