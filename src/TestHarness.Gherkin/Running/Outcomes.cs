using TestHarness.Gherkin.Matching;
using TestHarness.Gherkin.Registry;

namespace TestHarness.Gherkin.Running;

internal static class Outcomes
{
    public static Outcome Of(Exception? error) => error switch
    {
        null => Outcome.Passed,
        ScenarioSkippedException => Outcome.Skipped,
        PendingStepException => Outcome.Pending,
        UndefinedStepsException => Outcome.Undefined,
        _ => Outcome.Failed,
    };

    public static ScenarioExecutionStatus StatusOf(Exception? error) => error switch
    {
        null => ScenarioExecutionStatus.OK,
        ScenarioSkippedException => ScenarioExecutionStatus.Skipped,
        PendingStepException => ScenarioExecutionStatus.StepDefinitionPending,
        UndefinedStepsException => ScenarioExecutionStatus.UndefinedStep,
        BindingException => ScenarioExecutionStatus.BindingError,
        _ => ScenarioExecutionStatus.TestError,
    };
}
