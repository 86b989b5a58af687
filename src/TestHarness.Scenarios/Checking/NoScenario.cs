namespace TestHarness.Scenarios.Checking;

/// <summary>
/// The mark of a container whose scenario is only checked, so that the container has no objects of a running scenario.
/// </summary>
internal sealed class NoScenario;

/// <summary>The error of a conversion that needs an object of a running scenario.</summary>
internal sealed class NeedsScenarioException() : Exception("the conversion needs an object of a running scenario");
