using System.Collections.Immutable;

namespace TestHarness.Reports.Events;

/// <summary>The start of a scenario.</summary>
/// <param name="Feature">The title of the feature.</param>
/// <param name="Tags">All tags of the scenario, without @.</param>
public sealed record ScenarioStartedEvent(
    EventScenario Scenario, string Feature, ImmutableArray<string> Tags, DateTimeOffset At) : ScenarioEvent(Scenario);
