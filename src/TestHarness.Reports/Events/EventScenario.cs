namespace TestHarness.Reports.Events;

/// <summary>The scenario of an event, as the record names it.</summary>
/// <param name="Place">The file and line of the scenario.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
public sealed record EventScenario(string Place, string Title, int Attempt);
