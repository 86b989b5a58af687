namespace TestHarness.Scenarios.Running;

/// <summary>Ends a scenario as skipped; the message is the reason.</summary>
public sealed class ScenarioSkippedException(string reason) : Exception(reason);
