using TestHarness.Reports.Records;

namespace TestHarness.Reports.Events;

/// <summary>The end of a leg after its checks; a leg whose migration fails has none.</summary>
/// <param name="Leg">The leg as the record has it.</param>
public sealed record LegFinishedEvent(EventScenario Scenario, LegRecord Leg) : ScenarioEvent(Scenario);
