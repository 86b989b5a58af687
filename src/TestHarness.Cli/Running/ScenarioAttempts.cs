using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>A scenario with all its attempts in a run.</summary>
/// <param name="Results">The results in the order of the attempts; at least one.</param>
internal sealed record ScenarioAttempts(ImmutableArray<ScenarioResult> Results)
{
    /// <summary>
    /// Groups the results of a run by scenario. An attempt that the cancellation of the run ended counts only when it is the
    /// scenario's only one.
    /// </summary>
    public static ImmutableArray<ScenarioAttempts> Of(RunResult result)
    {
        return
        [
            .. result.Scenarios.GroupBy(each => each.Scenario, ReferenceEqualityComparer.Instance)
                .Select(attempts => new ScenarioAttempts([.. attempts.Any(HasEnded) ? attempts.Where(HasEnded) : attempts])),
        ];

        bool HasEnded(ScenarioResult attempt) => !result.IsCancelled || attempt.Error is not OperationCanceledException;
    }

    /// <summary>The result of the last attempt.</summary>
    public ScenarioResult Last => Results[^1];

    /// <summary>The outcome of all attempts.</summary>
    public MergedOutcome Outcome => ScenarioRecord.Merge(
        Results.Select(ScenarioVerdict.OutcomeOf), Results.Any(each => each.Known?.Kind == KnownKind.Fixed));

    /// <summary>The verdict of known issues that the scenario is listed with; null when none is of interest.</summary>
    public KnownVerdict? Known => Outcome switch
    {
        MergedOutcome.Known => Results.Last(each => each.Outcome == Scenarios.Running.Outcome.Known).Known,
        MergedOutcome.Fixed => Last.Known,
        _ => null,
    };

    /// <summary>The duration of all attempts.</summary>
    public TimeSpan Duration => Results.Aggregate(TimeSpan.Zero, (sum, each) => sum + each.Duration);

    /// <summary>The outcome in words, with the number of attempts when there are several.</summary>
    public string Status => (Results.Length, Outcome) switch
    {
        (1, MergedOutcome.Fixed) => Outcomes.Text(MergedOutcome.Fixed),
        (1, _) => Outcomes.Text(Last.Outcome),
        (var count, MergedOutcome.Flaky) => $"flaky ({Results.Count(each => each.IsFailure)} of {count} failed)",
        (var count, MergedOutcome.Known) when Results.Any(each => each.Outcome == Scenarios.Running.Outcome.Passed) =>
            $"known ({Results.Count(each => each.Outcome == Scenarios.Running.Outcome.Known)} of {count} failed)",
        (var count, var outcome) => $"{Outcomes.Text(outcome)} ({count} times)",
    };

    /// <summary>The tone of the outcome.</summary>
    public Tone Tone => Outcome switch
    {
        MergedOutcome.Passed => Tone.Good,
        MergedOutcome.Skipped or MergedOutcome.Known or MergedOutcome.Fixed => Tone.Warning,
        _ => Tone.Bad,
    };
}
