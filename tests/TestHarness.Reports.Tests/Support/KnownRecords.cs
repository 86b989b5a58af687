using TestHarness.Reports.Records;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.Support;

/// <summary>Verdicts of known issues for tests.</summary>
internal static class KnownRecords
{
    public static KnownRecord Of(KnownKind kind, string bug = "42") =>
        new(kind, bug, "jane", new DateOnly(2027, 6, 30), "known-issues.yaml:3", $"{kind}: bug {bug}, owner jane");

    /// <summary>Returns a scenario that failed as a known issue says.</summary>
    public static ScenarioLine Scenario(int number) => SyntheticRun.Scenario(number, ScenarioOutcome.Known) with
    {
        Message = "[data] block 17 is lost",
        FailureClass = "data",
        LaterErrors = ["[data] block 18 is lost"],
        Known = Of(KnownKind.Known),
    };

    /// <summary>Returns a scenario that passed although a known issue says that it fails.</summary>
    public static ScenarioLine FixedScenario(int number) => SyntheticRun.Scenario(number, ScenarioOutcome.Passed) with
    {
        Known = Of(KnownKind.Fixed),
    };
}
