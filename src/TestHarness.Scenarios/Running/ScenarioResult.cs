using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Scenarios.Running;

/// <summary>The result of a scenario.</summary>
/// <param name="Reason">The reason why the scenario was skipped; null when it was not.</param>
/// <param name="Location">The place of the failure: the failed step, or the scenario.</param>
/// <param name="Errors">The failure first, then the errors after it in hooks and disposal.</param>
public sealed record ScenarioResult(
    ScenarioPlan Scenario,
    Outcome Outcome,
    string? Reason,
    SourceLocation Location,
    DateTimeOffset Start,
    TimeSpan Duration,
    ImmutableArray<Exception> Errors)
{
    /// <summary>
    /// Judges the errors of a scenario: a failure counts before a skip, and a skip is a failure in strict mode.
    /// </summary>
    /// <param name="failed">The place of the step that failed; null when none did.</param>
    public static ScenarioResult Of(
        ScenarioPlan scenario,
        SourceLocation? failed,
        DateTimeOffset start,
        TimeSpan duration,
        ImmutableArray<Exception> errors,
        bool strict)
    {
        var location = failed ?? scenario.Location;
        var result = new ScenarioResult(scenario, Outcome.Passed, null, location, start, duration, errors);
        var failure = errors.FirstOrDefault(e => e is not ScenarioSkippedException);
        if (failure is not null)
            return result with { Outcome = Outcomes.Of(failure), Errors = [failure, .. errors.Where(e => e != failure)] };
        if (errors.IsEmpty)
            return result;
        var reason = errors[0].Message;
        return strict && !scenario.IsIgnored
            ? result with { Outcome = Outcome.Failed, Reason = reason, Errors = [new StrictModeException(reason)] }
            : result with { Outcome = Outcome.Skipped, Reason = reason, Errors = [] };
    }

    /// <summary>Whether the scenario failed, or was undefined or pending. A failure that is known is none.</summary>
    public bool IsFailure => Outcome is not (Outcome.Passed or Outcome.Skipped or Outcome.Known);

    /// <summary>The verdict of known issues; null when no entry concerns the scenario.</summary>
    public KnownVerdict? Known { get; init; }

    /// <summary>The failure; null when there is none.</summary>
    public Exception? Error => Errors.IsEmpty ? null : Errors[0];
}
