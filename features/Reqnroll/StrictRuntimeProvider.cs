using Reqnroll.ErrorHandling;
using TestHarness.Scenarios.Running;

namespace TestHarness.Features;

/// <summary>What steps and hooks skip a scenario with, in a run where that is a failure.</summary>
internal sealed class StrictRuntimeProvider : IUnitTestRuntimeProvider
{
    public void TestPending(string message) => throw new PendingScenarioException(message);

    public void TestInconclusive(string message) => TestIgnore(message);

    public void TestIgnore(string message) => throw new StrictModeException(message);

    public ScenarioExecutionStatus? DetectExecutionStatus(Exception exception) => null;
}
