using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>The result of a step. A skipped step did not run because an earlier error or skip ended the scenario.</summary>
/// <param name="Arguments">
/// The texts of the step that its method's parameters received, by the parameters' names; empty when the step did not run.
/// </param>
public sealed record StepResult(
    StepPlan Step,
    ImmutableArray<KeyValuePair<string, string>> Arguments,
    Outcome Outcome,
    DateTimeOffset Start,
    TimeSpan Duration,
    Exception? Error);
