using TestHarness.Failures;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Recording;

/// <summary>What the result of a scenario says of the QEMU that it ran with.</summary>
public static class ScenarioVerdict
{
    /// <summary>Returns whether a scenario tells nothing of QEMU: it was skipped, or failed before a guest was there.</summary>
    public static bool CannotBeTold(ScenarioResult scenario) =>
        scenario.Outcome == Outcome.Skipped
        || scenario.Error is StrictModeException
            or HarnessException
            {
                FailureClass: FailureClass.Config or FailureClass.Preflight or FailureClass.Provision or FailureClass.Ssh,
            };
}
