using Reqnroll;
using TestHarness.Scenarios.Checking;

namespace TestHarness.Scenarios.Running;

public static class Outcomes
{
    /// <summary>Tells what an error, or none, makes of a scenario, a step or a hook.</summary>
    public static Outcome Of(Exception? error) => error switch
    {
        null => Outcome.Passed,
        ScenarioSkippedException => Outcome.Skipped,
        PendingStepException => Outcome.Pending,
        StepProblemsException { IsUndefined: true } => Outcome.Undefined,
        _ => Outcome.Failed,
    };
}
