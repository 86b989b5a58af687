namespace TestHarness.Scenarios;

public sealed class ScenarioStepContext
{
    internal ScenarioStepContext(StepInfo stepInfo) => StepInfo = stepInfo;

    public StepInfo StepInfo { get; }

    public ScenarioExecutionStatus Status { get; internal set; }

    public Exception? StepError { get; internal set; }
}
