using TestHarness.Failures;

namespace TestHarness.Steps.Tests.Combining;

/// <summary>How a step may end after another that left something open.</summary>
internal static class StepRules
{
    /// <summary>What is wrong with the end; null when nothing is.</summary>
    public static string? Problem(LeftOpen open, StepEnd end) => end.Failure switch
    {
        null when open.Refuses.Contains(end.Step.Method.Name) => $"'{end.Step}' passed after {open}",
        null => null,
        TimeoutException => $"'{end.Step}' after {open} has not ended for {end.Took.TotalSeconds:0} s",
        HarnessException { FailureClass: FailureClass.GuestHealth } failure
            when open.Silence is { } reason && !Says(failure, reason) =>
            $"'{end.Step}' after {open} does not say '{reason}': {failure.Message}",
        HarnessException => null,
        var failure => $"'{end.Step}' after {open} failed with no message of the harness: {failure}",
    };

    /// <summary>A guest on another host is no question to the guest.</summary>
    private static bool Says(HarnessException failure, string reason) =>
        failure.Message.Contains(reason, StringComparison.Ordinal)
        || failure.Message.Contains("expected the guest on", StringComparison.Ordinal);
}
