using System.Diagnostics.CodeAnalysis;
using Reqnroll;
using Reqnroll.UnitTestProvider;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The provider that ends scenarios as skipped or pending when a step or hook requests it.</summary>
internal sealed class SkipProvider : IUnitTestRuntimeProvider
{
    /// <summary>Whether reports show a skipped scenario as failed.</summary>
    public bool Strict { get; set; }

    /// <inheritdoc/>
    [DoesNotReturn]
    public void TestIgnore(string message) => throw new ScenarioSkippedException(message);

    /// <inheritdoc/>
    [DoesNotReturn]
    public void TestInconclusive(string message) => throw new ScenarioSkippedException(message);

    /// <inheritdoc/>
    [DoesNotReturn]
    public void TestPending(string message) => throw new PendingStepException(message);

    /// <inheritdoc/>
    public ScenarioExecutionStatus? DetectExecutionStatus(Exception exception) =>
        exception is ScenarioSkippedException && !Strict ? ScenarioExecutionStatus.Skipped : null;
}
