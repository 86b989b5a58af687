using System.Collections.Immutable;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Records;

/// <summary>A scenario of a run with all its attempts.</summary>
/// <param name="Attempts">The attempts in the order of their numbers; at least one.</param>
public sealed record ScenarioRecord(string Place, string Title, ImmutableArray<ScenarioLine> Attempts)
{
    /// <summary>
    /// The attempt that reports show first: the last one that failed, or else the last one that is known, or else the last one.
    /// </summary>
    public ScenarioLine Shown => Attempts.LastOrDefault(attempt => attempt.Outcome == ScenarioOutcome.Failed)
        ?? Attempts.LastOrDefault(attempt => attempt.Outcome == ScenarioOutcome.Known)
        ?? Attempts[^1];

    /// <summary>The outcome of all attempts; a retry that passes does not hide a failure.</summary>
    public MergedOutcome Outcome => Merge(
        Attempts.Select(attempt => attempt.Outcome), Attempts.Any(attempt => attempt.Known?.Verdict == KnownKind.Fixed));

    /// <summary>The number of attempts that failed, known or not.</summary>
    public int Failures =>
        Attempts.Count(attempt => attempt.Outcome is ScenarioOutcome.Failed or ScenarioOutcome.Known);

    /// <summary>Whether the scenario failed or is flaky.</summary>
    public bool IsFailure => Outcome is MergedOutcome.Failed or MergedOutcome.Flaky;

    /// <summary>The duration of all attempts, in seconds.</summary>
    public double Seconds => Attempts.Sum(attempt => attempt.Seconds);

    /// <summary>Merges the outcomes of attempts.</summary>
    /// <param name="isFixed">Whether an attempt passed that a known issue says to fail.</param>
    public static MergedOutcome Merge(IEnumerable<ScenarioOutcome> attempts, bool isFixed)
    {
        var outcomes = attempts.ToHashSet();
        var hasPassed = outcomes.Contains(ScenarioOutcome.Passed);
        return outcomes.Contains(ScenarioOutcome.Failed) ? hasPassed ? MergedOutcome.Flaky : MergedOutcome.Failed
            : outcomes.Contains(ScenarioOutcome.Known) ? MergedOutcome.Known
            : !hasPassed ? MergedOutcome.Skipped
            : isFixed ? MergedOutcome.Fixed
            : MergedOutcome.Passed;
    }
}
