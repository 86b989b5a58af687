namespace TestHarness.Health.KernelLog;

/// <summary>A record that is an error, by a rule or by its level.</summary>
/// <param name="Rule">The name of the rule, or <c>level N</c>.</param>
/// <param name="Device">The device where the record names one.</param>
public sealed record KernelLogFinding(HealthSeverity Severity, string Rule, string? Device, KernelLogRecord Record)
{
    public override string ToString() => $"{Rule}{(Device is null ? "" : $" on {Device}")}: {Record}";
}
