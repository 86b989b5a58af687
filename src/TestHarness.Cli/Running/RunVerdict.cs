using TestHarness.Failures;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The exit code of a run.</summary>
internal static class RunVerdict
{
    /// <summary>Returns the exit code.</summary>
    /// <param name="isOfQemu">Whether a QEMU was chosen for the run, so that the run is to tell something of that QEMU.</param>
    public static int Of(RunResult result, bool isOfQemu)
    {
        if (result.IsCancelled)
            return ExitCode.Cancelled;
        if (!isOfQemu || result.Scenarios.Any(scenario => scenario.IsFailure && !CannotBeTold(scenario)))
            return result.IsSuccess ? ExitCode.Success : ExitCode.Failure;

        return result.Scenarios.IsEmpty || result.Scenarios.Any(CannotBeTold) ? ExitCode.CannotBeTold
            : result.IsSuccess ? ExitCode.Success
            : ExitCode.Failure;
    }

    /// <summary>Returns whether a scenario tells nothing of QEMU: it was skipped, or failed before a guest was there.</summary>
    public static bool CannotBeTold(ScenarioResult scenario) =>
        scenario.Outcome == Outcome.Skipped
        || scenario.Error is StrictModeException
            or HarnessException
            {
                FailureClass: FailureClass.Config or FailureClass.Preflight or FailureClass.Provision or FailureClass.Ssh,
            };
}
