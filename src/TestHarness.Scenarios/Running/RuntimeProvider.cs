using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios.Running;

internal sealed class RuntimeProvider : IUnitTestRuntimeProvider
{
    [DoesNotReturn]
    public void TestIgnore(string message) => throw new ScenarioSkippedException(message);

    [DoesNotReturn]
    public void TestInconclusive(string message) => throw new ScenarioSkippedException(message);

    [DoesNotReturn]
    public void TestPending(string message) => throw new PendingStepException(message);
}
