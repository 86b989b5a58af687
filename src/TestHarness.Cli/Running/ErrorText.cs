using Reqnroll;
using TestHarness.Failures;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Cli.Running;

internal static class ErrorText
{
    /// <summary>The message of what is meant to be thrown; all there is of what is not.</summary>
    public static string Of(Exception error) => error
        is HarnessException or StepDefinitionException or BindingException or StrictModeException or PendingStepException
            or OperationCanceledException
        ? error.Message
        : error.ToString();
}
