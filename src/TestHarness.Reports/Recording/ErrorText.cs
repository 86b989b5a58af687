using Reqnroll;
using TestHarness.Failures;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Reports.Recording;

/// <summary>The text of an error for a person.</summary>
public static class ErrorText
{
    /// <summary>Returns the message of an expected error, and the whole text of any other, with its stack trace.</summary>
    public static string Of(Exception error) => error
        is HarnessException or StepDefinitionException or BindingException or StrictModeException or PendingStepException
            or OperationCanceledException
        ? error.Message
        : error.ToString();
}
