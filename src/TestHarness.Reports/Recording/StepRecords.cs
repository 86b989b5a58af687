using TestHarness.Reports.Records;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Recording;

/// <summary>The records of steps.</summary>
internal static class StepRecords
{
    /// <summary>Makes the record of a step's result.</summary>
    public static StepRecord Of(StepResult result) => new(
        result.Step.Keyword,
        result.Step.Text,
        result.Step.Location.Line,
        result.Outcome.ToString().ToLowerInvariant(),
        Math.Round(result.Duration.TotalSeconds, 3),
        result.Error is { } error and not ScenarioSkippedException ? ErrorText.Of(error) : null);
}
