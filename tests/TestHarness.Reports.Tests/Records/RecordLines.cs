using TestHarness.Reports.Records;

namespace TestHarness.Reports.Tests.Records;

/// <summary>Lines of records for tests.</summary>
internal static class RecordLines
{
    public static readonly DateTimeOffset Started = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunLine Run(params PlannedScenario[] scenarios) => new()
    {
        Id = "20260102-030405-a1b2",
        Started = Started,
        Environment = "local",
        Harness = "0.1.0",
        Scenarios = [.. scenarios],
    };

    public static ScenarioLine Scenario(string title, ScenarioOutcome outcome, int attempt = 1) => new()
    {
        Place = "features/a.feature:3",
        Feature = "A feature",
        Title = title,
        Outcome = outcome,
        Attempt = attempt,
        Started = Started,
        Seconds = 1.5,
    };
}
