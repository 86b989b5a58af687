namespace TestHarness.Scenarios.Runtime;

/// <summary>Tells the steps and hooks of a scenario when the run is cancelled. Reqnroll gives it to their constructors.</summary>
/// <param name="Token">Is cancelled with the run. What ends the scenario afterwards must not use it.</param>
public sealed record ScenarioCancellation(CancellationToken Token);
