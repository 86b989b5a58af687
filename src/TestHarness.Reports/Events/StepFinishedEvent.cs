using TestHarness.Reports.Records;

namespace TestHarness.Reports.Events;

/// <summary>The result of a step, as the record has it.</summary>
public sealed record StepFinishedEvent(EventScenario Scenario, StepRecord Step) : ScenarioEvent(Scenario);
