namespace TestHarness.Reports.Events;

/// <summary>The start of a leg's migration.</summary>
public sealed record LegStartedEvent(EventScenario Scenario, int Number, string From, string To, DateTimeOffset At)
    : ScenarioEvent(Scenario);
