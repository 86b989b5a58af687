using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>A scenario of a run with all its attempts.</summary>
/// <param name="Attempts">The attempts in the order of their numbers; at least one.</param>
public sealed record ScenarioRecord(string Place, string Title, ImmutableArray<ScenarioLine> Attempts)
{
    /// <summary>The attempt that reports show first: the last one that failed, or else the last one.</summary>
    public ScenarioLine Shown => Attempts.LastOrDefault(attempt => attempt.Outcome == ScenarioOutcome.Failed) ?? Attempts[^1];

    /// <summary>The outcome of all attempts; a retry that passes does not hide a failure.</summary>
    public MergedOutcome Outcome => (Has(ScenarioOutcome.Passed), Has(ScenarioOutcome.Failed)) switch
    {
        (true, true) => MergedOutcome.Flaky,
        (_, true) => MergedOutcome.Failed,
        (true, _) => MergedOutcome.Passed,
        _ => MergedOutcome.Skipped,
    };

    /// <summary>Whether the scenario failed or is flaky.</summary>
    public bool IsFailure => Outcome is MergedOutcome.Failed or MergedOutcome.Flaky;

    /// <summary>The duration of all attempts, in seconds.</summary>
    public double Seconds => Attempts.Sum(attempt => attempt.Seconds);

    private bool Has(ScenarioOutcome outcome) => Attempts.Any(attempt => attempt.Outcome == outcome);
}
