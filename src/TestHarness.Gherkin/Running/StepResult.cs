using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Matching;

namespace TestHarness.Gherkin.Running;

/// <summary>A skipped step is one that was not run because something before it failed or skipped the scenario.</summary>
public sealed record StepResult(
    StepPlan Step, StepMatch? Match, Outcome Outcome, DateTimeOffset Start, TimeSpan Duration, Exception? Error);
