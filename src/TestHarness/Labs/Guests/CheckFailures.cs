using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Labs.Guests;

/// <summary>Reports checks that ran side by side together.</summary>
internal static class CheckFailures
{
    /// <summary>Combines the findings of the checks that did not fail themselves.</summary>
    public static HealthReport Combine(IEnumerable<Task<HealthReport>> checks) =>
        HealthReport.Combine(checks.Where(check => check.IsCompletedSuccessfully).Select(check => check.Result));

    /// <summary>Throws the failure of a check, with the findings of the other checks: the cause may be among them.</summary>
    /// <param name="prefix">Stands before the failure.</param>
    /// <param name="when">When the findings were made, in words.</param>
    public static async Task ThrowIfAnyAsync(string prefix, string when, HealthReport health, IEnumerable<Task> checks)
    {
        try
        {
            foreach (var check in checks)
                await check;
        }
        catch (HarnessException failure)
        {
            var rest = health.Findings.IsEmpty ? "" : $"\n{health.Describe(when)}";
            throw new HarnessException(failure.FailureClass, $"{prefix}{failure.Detail}{rest}", failure);
        }
    }
}
