namespace TestHarness.Reports.Events;

/// <summary>The start of a step.</summary>
/// <param name="Keyword">The keyword as it is written, for example <c>And</c>.</param>
/// <param name="Line">The line in the feature file, from 1.</param>
public sealed record StepStartedEvent(EventScenario Scenario, string Keyword, string Text, int Line, DateTimeOffset At)
    : ScenarioEvent(Scenario);
