using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

public static class Outcomes
{
    /// <summary>What an error, or none, makes of a scenario, a step or a hook.</summary>
    public static Outcome Of(Exception? error) => error switch
    {
        null => Outcome.Passed,
        ScenarioSkippedException => Outcome.Skipped,
        PendingStepException => Outcome.Pending,
        UndefinedStepsException => Outcome.Undefined,
        _ => Outcome.Failed,
    };

    internal static ScenarioExecutionStatus StatusOf(Exception? error) => error switch
    {
        null => ScenarioExecutionStatus.OK,
        ScenarioSkippedException => ScenarioExecutionStatus.Skipped,
        PendingStepException => ScenarioExecutionStatus.StepDefinitionPending,
        UndefinedStepsException => ScenarioExecutionStatus.UndefinedStep,
        BindingException => ScenarioExecutionStatus.BindingError,
        _ => ScenarioExecutionStatus.TestError,
    };
}
