using Reqnroll;
using TestHarness.Scenarios.Checking;

namespace TestHarness.Scenarios.Running;

/// <summary>The outcomes that errors lead to.</summary>
public static class Outcomes
{
    /// <summary>Returns the outcome of a scenario, a step or a hook that ended with an error, or without one.</summary>
    public static Outcome Of(Exception? error) => error switch
    {
        null => Outcome.Passed,
        ScenarioSkippedException => Outcome.Skipped,
        PendingStepException => Outcome.Pending,
        StepProblemsException { IsUndefined: true } => Outcome.Undefined,
        _ => Outcome.Failed,
    };
}
