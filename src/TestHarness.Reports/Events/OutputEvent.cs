namespace TestHarness.Reports.Events;

/// <summary>A line of output of a step or hook.</summary>
public sealed record OutputEvent(EventScenario Scenario, string Line) : ScenarioEvent(Scenario);
