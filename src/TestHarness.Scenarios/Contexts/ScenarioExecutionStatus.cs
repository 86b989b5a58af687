using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

[SuppressMessage("Design", "CA1008", Justification = "Step authors know the first value as OK.")]
public enum ScenarioExecutionStatus
{
    OK,
    StepDefinitionPending,
    UndefinedStep,
    BindingError,
    TestError,
    Skipped,
}
