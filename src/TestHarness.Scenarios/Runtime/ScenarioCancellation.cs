namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The cancellation of the run for the steps and hooks of a scenario. Reqnroll passes it to their constructors.
/// </summary>
/// <param name="Token">The token that is cancelled with the run. Code that ends the scenario afterwards must not use it.</param>
public sealed record ScenarioCancellation(CancellationToken Token);
