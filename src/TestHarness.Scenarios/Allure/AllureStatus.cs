using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

/// <summary>The status of a scenario, step or hook in a result.</summary>
internal static class AllureStatus
{
    /// <summary>Returns Allure's word for an outcome.</summary>
    public static string Of(Outcome outcome, Exception? error, Func<Exception, bool> isFailure) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Skipped => "skipped",
        Outcome.Failed when error is null || isFailure(error) => "failed",
        _ => "broken",
    };

    /// <summary>Returns the message of an error or of a skip; null when there is none.</summary>
    public static AllureStatusDetails? Details(Exception? error, string? reason = null)
    {
        if (error is null)
            return reason is null ? null : new AllureStatusDetails(reason, null);
        return new AllureStatusDetails(error.Message, error is ScenarioSkippedException ? null : error.ToString());
    }
}
