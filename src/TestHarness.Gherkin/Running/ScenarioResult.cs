using System.Collections.Immutable;
using TestHarness.Gherkin.Features;

namespace TestHarness.Gherkin.Running;

/// <param name="Reason">Why the scenario was skipped.</param>
/// <param name="Errors">The failure first, then what failed after it in hooks and disposal.</param>
public sealed record ScenarioResult(
    ScenarioPlan Scenario,
    Outcome Outcome,
    string? Reason,
    DateTimeOffset Start,
    TimeSpan Duration,
    ImmutableArray<Exception> Errors,
    ImmutableArray<StepResult> Steps)
{
    public bool IsFailure => Outcome is not (Outcome.Passed or Outcome.Skipped);

    public Exception? Error => Errors.IsEmpty ? null : Errors[0];

    /// <summary>Where it failed: the failed step, or the scenario.</summary>
    public SourceLocation Location =>
        Steps.FirstOrDefault(s => s.Outcome is not (Outcome.Passed or Outcome.Skipped))?.Step.Location ?? Scenario.Location;
}
