namespace TestHarness.Scenarios.Running;

/// <summary>The exception that ends a scenario as skipped; the message is the reason.</summary>
public sealed class ScenarioSkippedException(string reason) : Exception(reason);
