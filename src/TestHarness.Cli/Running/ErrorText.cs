using TestHarness.Failures;
using TestHarness.Gherkin;
using TestHarness.Gherkin.Registry;
using TestHarness.Gherkin.Running;

namespace TestHarness.Cli.Running;

internal static class ErrorText
{
    /// <summary>The message of what is meant to be thrown; all there is of what is not.</summary>
    public static string Of(Exception error) => error
        is HarnessException or BindingException or DataTableException or StrictModeException or PendingStepException or OperationCanceledException
            ? error.Message
            : error.ToString();
}
