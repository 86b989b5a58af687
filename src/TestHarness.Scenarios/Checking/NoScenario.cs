namespace TestHarness.Scenarios.Checking;

/// <summary>Marks the container of a scenario that is only checked: it has no objects to give.</summary>
internal sealed class NoScenario;

internal sealed class NeedsScenarioException() : Exception("this takes an object of a running scenario");
