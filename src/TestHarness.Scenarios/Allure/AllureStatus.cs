using TestHarness.Scenarios.KnownIssues;
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
        Outcome.Known => "failed",
        Outcome.Failed when error is null || isFailure(error) => "failed",
        _ => "broken",
    };

    /// <summary>Returns the message of a scenario's result with the verdict of known issues; null without either.</summary>
    public static AllureStatusDetails? Details(ScenarioResult result)
    {
        var details = Details(result.Error, result.Reason);
        return (details, result.Known) switch
        {
            (_, null) => details,
            (null, { } known) => new AllureStatusDetails(known.Note, null),
            ({ } failure, { Kind: KnownKind.Known } known) =>
                failure with { Message = $"{known.Note}\n{failure.Message}", Known = true },
            // The message begins with the failure's class, by which the report sorts.
            ({ } failure, { } known) => failure with { Message = $"{failure.Message}\n{known.Note}" },
        };
    }

    /// <summary>Returns the message of an error or of a skip; null when there is none.</summary>
    public static AllureStatusDetails? Details(Exception? error, string? reason = null)
    {
        if (error is null)
            return reason is null ? null : new AllureStatusDetails(reason, null);
        return new AllureStatusDetails(error.Message, error is ScenarioSkippedException ? null : error.ToString());
    }
}
