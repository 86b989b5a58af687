using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>Something that is not as it must be on a guest or host.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Where">The guest or host.</param>
public sealed record HealthFinding(HealthCheck Check, string Where, HealthSeverity Severity, string Message)
{
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Where}: {Check.ToText()}: {Message}";
}
