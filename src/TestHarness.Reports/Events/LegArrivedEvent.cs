namespace TestHarness.Reports.Events;

/// <summary>The arrival of the guest, after which the checks begin.</summary>
public sealed record LegArrivedEvent(EventScenario Scenario, int Number, string From, string To, DateTimeOffset At)
    : ScenarioEvent(Scenario);
