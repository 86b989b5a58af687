using System.Text.Json.Serialization;

namespace TestHarness.Reports.Events;

/// <summary>An event of one scenario.</summary>
/// <param name="Scenario">The scenario.</param>
public abstract record ScenarioEvent([property: JsonPropertyOrder(-1)] EventScenario Scenario) : EventLine;
