using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>A scenario of a run with all its attempts.</summary>
/// <param name="Attempts">The attempts in the order of their numbers; at least one.</param>
public sealed record ScenarioRecord(string Place, string Title, ImmutableArray<ScenarioLine> Attempts)
{
    /// <summary>The attempt that reports show first: the last one that failed, or else the last one.</summary>
    public ScenarioLine Shown => Attempts.LastOrDefault(attempt => attempt.Outcome == ScenarioOutcome.Failed) ?? Attempts[^1];

    /// <summary>The outcome of all attempts; a retry that passes does not hide a failure.</summary>
    public MergedOutcome Outcome => Merge(Attempts.Select(attempt => attempt.Outcome));

    /// <summary>Whether the scenario failed or is flaky.</summary>
    public bool IsFailure => Outcome is MergedOutcome.Failed or MergedOutcome.Flaky;

    /// <summary>The duration of all attempts, in seconds.</summary>
    public double Seconds => Attempts.Sum(attempt => attempt.Seconds);

    /// <summary>Merges the outcomes of attempts.</summary>
    public static MergedOutcome Merge(IEnumerable<ScenarioOutcome> attempts)
    {
        var outcomes = attempts.ToHashSet();
        return (outcomes.Contains(ScenarioOutcome.Passed), outcomes.Contains(ScenarioOutcome.Failed)) switch
        {
            (true, true) => MergedOutcome.Flaky,
            (_, true) => MergedOutcome.Failed,
            (true, _) => MergedOutcome.Passed,
            _ => MergedOutcome.Skipped,
        };
    }
}
