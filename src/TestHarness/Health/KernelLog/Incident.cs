using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Health.KernelLog;

/// <summary>Errors that belong together, in the order of the log: the first one is the cause.</summary>
public sealed record Incident
{
    /// <summary>The largest number of kinds of errors after the first one that are shown, the most severe first.</summary>
    public const int ShownKinds = 12;

    internal Incident(ImmutableArray<IncidentKind> kinds) => Kinds = kinds;

    /// <summary>The first error, which is the cause.</summary>
    public KernelLogFinding First => Kinds[0].First;

    /// <summary>
    /// The most severe error; when several are equally severe, the first one of the last layer that they reached.
    /// </summary>
    public required KernelLogFinding Worst { get; init; }

    /// <summary>The severity of the most severe error.</summary>
    public HealthSeverity Severity => Worst.Severity;

    /// <summary>The number of records of the incident.</summary>
    public required long Count { get; init; }

    /// <summary>The devices that the records name, SCSI hosts first.</summary>
    public required ImmutableArray<string> Subjects { get; init; }

    /// <summary>The time from the first record to the last one.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The kinds of errors in the order of their first ones, up to <see cref="IncidentBuilder.MostKinds"/>.</summary>
    internal ImmutableArray<IncidentKind> Kinds { get; }

    /// <summary>Whether there are more kinds than <see cref="Kinds"/> has.</summary>
    internal bool HasMoreKinds { get; init; }

    /// <summary>Returns the only error, or else the first one, and a line for each kind of the others.</summary>
    public override string ToString() => Count == 1 ? $"{First}" : string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        var others = Kinds[1..];
        var shown = others.OrderByDescending(kind => kind.First.Severity).Take(ShownKinds).ToHashSet();
        var first = others.IsEmpty ? "first is" : "first cause is";
        var worst = Worst.Severity > First.Severity ? $"; the worst is {Worst.Title}" : "";
        var times = Kinds[0].Count > 1 && !others.IsEmpty ? $"{Kinds[0].Count} × " : "";
        var atLeast = HasMoreKinds ? "at least " : "";
        return
        [
            $"{Count} records{Of()}{DescribeDuration()}{worst}; the {first} {times}{First}",
            .. others.Where(shown.Contains).Select(kind => $"    {kind.Count} × {kind.First}"),
            .. others.Length > ShownKinds
                ? [$"    … and {atLeast}{others.Length - ShownKinds} more kinds"]
                : Array.Empty<string>(),
        ];
    }

    private string Of() => Subjects.IsEmpty ? "" : $" of {string.Join(", ", Subjects)}";

    private string DescribeDuration() => Duration.TotalSeconds >= 0.05
        ? string.Create(CultureInfo.InvariantCulture, $" in {Duration.TotalSeconds:0.0} s")
        : "";
}
