using System.Collections.Immutable;

namespace TestHarness.Reports.Events;

/// <summary>The event that a scenario has its hosts.</summary>
public sealed record HostsTakenEvent(EventScenario Scenario, ImmutableArray<string> Hosts) : ScenarioEvent(Scenario);
