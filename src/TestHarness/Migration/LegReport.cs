using System.Collections.Immutable;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>A completed leg with what was found after it.</summary>
/// <param name="Number">From 1 on, across all rounds.</param>
/// <param name="Load">What the load wrote around the leg, or null where there was none.</param>
/// <param name="Sent">Bytes of guest memory sent, from the leg's start on.</param>
public sealed record LegReport(int Number, LegResult Result, HealthReport Health, LegLoad? Load, ImmutableArray<ProgressSample> Sent)
{
    public override string ToString() =>
        $"leg {Number}: {Result.Status.ToText()}, {Result.Statistics}{(Load is null ? "" : $"; {Load}")}{Unmade}";

    private string Unmade => Health.NotChecked.IsEmpty
        ? ""
        : $"; not checked: {string.Join(", ", Health.NotChecked.Select(check => check.Title))}";
}

/// <summary>The load around a leg.</summary>
/// <param name="Written">Bytes before, across and after the leg, since the load started.</param>
/// <param name="LongestStall">The longest time without progress, from the leg's start on.</param>
public sealed record LegLoad(ProgressAround Written, TimeSpan LongestStall)
{
    public override string ToString() => FormattableString.Invariant(
        $"written {Written.Before / 1048576.0:0.0} + {Written.Across / 1048576.0:0.0} + {Written.After / 1048576.0:0.0} MiB before, across and after, longest stall {LongestStall.TotalMilliseconds:0} ms");
}
