using TestHarness.Failures;

namespace TestHarness.Environments;

/// <summary>A check that an environment allows to be omitted until a date, because its hosts cannot make it.</summary>
/// <param name="Check">The name of the check in messages, for example <c>core dumps</c>.</param>
/// <param name="Expires">The last day (UTC) on which the entry applies.</param>
public sealed record AllowedUnmade(string Check, string Reason, DateOnly Expires)
{
    /// <summary>Returns whether the entry allows this check to be omitted now.</summary>
    public bool Covers(HealthCheck check, TimeProvider time) =>
        check.ToText() == Check && DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) <= Expires;
}
