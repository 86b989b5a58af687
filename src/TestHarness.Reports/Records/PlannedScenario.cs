namespace TestHarness.Reports.Records;

/// <summary>A scenario that a run is to run.</summary>
/// <param name="Place">The file and line of the scenario, relative to the project's folder.</param>
public sealed record PlannedScenario(string Place, string Title);
