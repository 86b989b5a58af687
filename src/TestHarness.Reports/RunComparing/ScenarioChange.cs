using TestHarness.Reports.Records;

namespace TestHarness.Reports.RunComparing;

/// <summary>A scenario in two runs.</summary>
/// <param name="Before">The scenario in the earlier run; null when that has no result of it.</param>
/// <param name="After">The scenario in the later run; null when that has no result of it.</param>
public sealed record ScenarioChange(ScenarioRecord? Before, ScenarioRecord? After)
{
    /// <summary>The scenario as the later run has it, or else the earlier one.</summary>
    public ScenarioRecord Shown => (After ?? Before)!;

    /// <summary>The kind of the change.</summary>
    public ChangeKind Kind => (Before?.Outcome, After?.Outcome) switch
    {
        (_, MergedOutcome.Flaky) => ChangeKind.Flaky,
        (MergedOutcome.Failed or MergedOutcome.Flaky, MergedOutcome.Failed) => ChangeKind.StillFailing,
        (_, MergedOutcome.Failed) => ChangeKind.NewlyFailing,
        (_, MergedOutcome.Known) => ChangeKind.Known,
        (_, MergedOutcome.Fixed) => ChangeKind.PerhapsFixed,
        (MergedOutcome.Failed or MergedOutcome.Flaky, MergedOutcome.Passed) => ChangeKind.Fixed,
        // While an entry says that the scenario fails sometimes, a pass tells nothing.
        (MergedOutcome.Known, MergedOutcome.Passed) when After?.Shown.Known is null => ChangeKind.Fixed,
        (null, _) => ChangeKind.Added,
        (not MergedOutcome.Skipped, null or MergedOutcome.Skipped) => ChangeKind.NoLongerRun,
        _ => ChangeKind.Same,
    };
}
