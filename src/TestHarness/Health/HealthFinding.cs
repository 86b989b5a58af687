using TestHarness.Failures;

namespace TestHarness.Health;

/// <summary>A fault of a guest or a host.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Where">The guest or the host.</param>
public sealed record HealthFinding(HealthCheck Check, string Where, HealthSeverity Severity, string Message)
{
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Where}: {Check.ToText()}: {Message}";
}
