using TestHarness.Reports.Records;

namespace TestHarness.Reports.Events;

/// <summary>A finding of a check, each once.</summary>
public sealed record FindingEvent(EventScenario Scenario, FindingRecord Finding) : ScenarioEvent(Scenario);
