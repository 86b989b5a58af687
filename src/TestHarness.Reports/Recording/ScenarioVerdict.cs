using TestHarness.Failures;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Recording;

/// <summary>What the result of a scenario says, of itself and of the QEMU that it ran with.</summary>
public static class ScenarioVerdict
{
    /// <summary>Returns the outcome for a record.</summary>
    public static ScenarioOutcome OutcomeOf(ScenarioResult scenario) => scenario.IsFailure ? ScenarioOutcome.Failed
        : scenario.Outcome == Outcome.Passed ? ScenarioOutcome.Passed
        : scenario.Outcome == Outcome.Known ? ScenarioOutcome.Known
        : ScenarioOutcome.Skipped;

    /// <summary>Returns whether a scenario tells nothing of QEMU: it was skipped, or failed before a guest was there.</summary>
    public static bool CannotBeTold(ScenarioResult scenario) =>
        scenario.Outcome == Outcome.Skipped
        || scenario.Error is StrictModeException
            or HarnessException
            {
                FailureClass: FailureClass.Config or FailureClass.Preflight or FailureClass.Provision or FailureClass.Ssh,
            };
}
