using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Labs.Guests;

/// <summary>The results of checks that ran side by side.</summary>
internal static class CheckFailures
{
    /// <summary>Combines the findings of the checks that did not fail themselves.</summary>
    public static HealthReport Combine(IEnumerable<Task<HealthReport>> checks) =>
        HealthReport.Combine(checks.Where(check => check.IsCompletedSuccessfully).Select(check => check.Result));

    /// <summary>
    /// Throws the failure of the first check that failed itself, with those of the other checks and all findings: the cause may
    /// be among them.
    /// </summary>
    /// <param name="prefix">The text before the failure's message.</param>
    /// <param name="when">The words that say when the findings were made.</param>
    public static async Task ThrowIfAnyAsync(string prefix, string when, HealthReport health, IEnumerable<Task> checks)
    {
        List<HarnessException> failures = [];
        foreach (var check in checks)
        {
            try
            {
                await check;
            }
            catch (HarnessException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count == 0)
            return;
        var details = failures.Select(failure => failure.Detail).Distinct();
        var rest = health.Findings.IsEmpty ? "" : $"\n{health.Describe(when)}";
        throw new HarnessException(ClassOf(failures, health), $"{prefix}{string.Join('\n', details)}{rest}", failures[0])
        {
            Faults = [.. failures.SelectMany(failure => failure.Faults).Concat(health.Faults).Distinct()],
        };
    }

    /// <summary>
    /// Returns the class of the first failure. A guest that does not answer writes nothing either, so that a stall alone is no
    /// failure of data then; wrong data stays one.
    /// </summary>
    private static FailureClass ClassOf(List<HarnessException> failures, HealthReport health) =>
        failures[0].IsStall
        && failures.All(failure => failure.IsStall || failure.FailureClass != FailureClass.Data)
        && health.Findings.Any(finding => finding.Check == HealthCheck.GuestAnswer)
            ? FailureClass.GuestHealth
            : failures[0].FailureClass;
}
