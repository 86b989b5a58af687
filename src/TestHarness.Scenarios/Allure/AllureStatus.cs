using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Allure;

internal static class AllureStatus
{
    public static string Of(Outcome outcome, Exception? error, Func<Exception, bool> isFailure) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Skipped => "skipped",
        Outcome.Failed when error is null || isFailure(error) => "failed",
        _ => "broken",
    };

    public static AllureStatusDetails? Details(Exception? error, string? reason = null)
    {
        if (error is null)
            return reason is null ? null : new AllureStatusDetails(reason, null);
        return new AllureStatusDetails(error.Message, error is ScenarioSkippedException ? null : error.ToString());
    }
}
