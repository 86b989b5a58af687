using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>A skipped step is one that was not run because something before it failed or skipped the scenario.</summary>
/// <param name="Arguments">What of its text went to the method's parameters, by their names; empty where it was not run.</param>
public sealed record StepResult(
    StepPlan Step,
    ImmutableArray<KeyValuePair<string, string>> Arguments,
    Outcome Outcome,
    DateTimeOffset Start,
    TimeSpan Duration,
    Exception? Error);
