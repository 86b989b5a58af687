using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>A completed leg with what was found after it.</summary>
/// <param name="Number">From 1 on, across all rounds.</param>
/// <param name="Data">What the guest wrote around the leg, and how it was found after it.</param>
/// <param name="Sent">Bytes of guest memory sent, from the leg's start on.</param>
public sealed record LegReport(int Number, LegResult Result, HealthReport Health, LegData Data, ImmutableArray<ProgressSample> Sent)
{
    /// <summary>The load around the leg, or null where none ran.</summary>
    public LegLoad? Load => Data.Load;

    /// <summary>The figures that are usual for the leg, in words; null when nobody compares.</summary>
    public string? Usual { get; init; }

    /// <summary>The checks that were made after the leg, those of the load and its data among them.</summary>
    public ImmutableSortedSet<HealthCheck> ChecksMade => Health.ChecksMade.Union(Data.ChecksMade);

    /// <inheritdoc/>
    public override string ToString() =>
        $"leg {Number}: {Result.Status.ToText()}, {Result.Statistics}; {Data}; {ChecksMade.Count} checks made{Unmade}{(Usual is null ? "" : $"; {Usual}")}";

    private string Unmade => Health.NotChecked.IsEmpty
        ? ""
        : $"; not checked: {string.Join(", ", Health.NotChecked.Select(check => check.Title))}";
}

/// <summary>What the guest wrote around a leg, and how it was found after it.</summary>
/// <param name="Load">The load around the leg, or null where none ran.</param>
/// <param name="Compared">What was compared after the leg: blocks, bytes, from and to; null where the scenario has written nothing.</param>
public sealed record LegData(LegLoad? Load, string? Compared)
{
    /// <summary>The comparison failed, of which the leg's failure tells.</summary>
    public static LegData Unknown { get; } = new(null, "the comparison failed");

    /// <summary>The checks of the load and its data that were made.</summary>
    public ImmutableSortedSet<HealthCheck> ChecksMade =>
    [
        .. Load is null ? [] : new[] { HealthCheck.LoadProgress },
        .. Compared is null ? [] : new[] { HealthCheck.Data },
    ];

    public override string ToString() =>
        $"{(Load is null ? "" : $"{Load}; ")}{(Compared is null ? "no data was compared, as the scenario has written none" : $"compared: {Compared}")}";
}

/// <summary>The load around a leg.</summary>
/// <param name="Written">Bytes before, across and after the leg, since the load started.</param>
/// <param name="LongestStall">The longest time without progress, from the leg's start on.</param>
public sealed record LegLoad(ProgressAround Written, TimeSpan LongestStall)
{
    public override string ToString() => FormattableString.Invariant(
        $"written {Written.Before / 1048576.0:0.0} + {Written.Across / 1048576.0:0.0} + {Written.After / 1048576.0:0.0} MiB before, across and after, longest stall {LongestStall.TotalMilliseconds:0} ms");
}
