using TestHarness.Reports.Recording;
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
        if (!isOfQemu || result.Scenarios.Any(scenario => scenario.IsFailure && !ScenarioVerdict.CannotBeTold(scenario)))
            return result.IsSuccess ? ExitCode.Success : ExitCode.Failure;

        return result.Scenarios.IsEmpty || result.Scenarios.Any(ScenarioVerdict.CannotBeTold) ? ExitCode.CannotBeTold
            : result.IsSuccess ? ExitCode.Success
            : ExitCode.Failure;
    }
}
