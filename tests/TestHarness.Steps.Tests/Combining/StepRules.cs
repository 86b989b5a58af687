using TestHarness.Failures;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>How a step may end after another that left something open.</summary>
internal static class StepRules
{
    /// <summary>What is wrong with the end; null when nothing is.</summary>
    public static string? Problem(LeftOpen open, StepEnd end) => end.Failure switch
    {
        null => null,
        TimeoutException => $"'{end.Step}' after {open} has not ended for {end.Took.TotalSeconds:0} s",
        HarnessException { FailureClass: FailureClass.GuestHealth } failure
            when open.Silence is { } reason && !failure.Message.Contains(reason, StringComparison.Ordinal) =>
            $"'{end.Step}' after {open} does not say '{reason}': {failure.Message}",
        HarnessException => null,
        var failure => $"'{end.Step}' after {open} failed with no message of the harness: {failure}",
    };
}
