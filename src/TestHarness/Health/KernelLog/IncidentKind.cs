namespace TestHarness.Health.KernelLog;

/// <summary>The errors of an incident that have the same rule and device.</summary>
/// <param name="First">The first of the errors.</param>
/// <param name="Count">The number of the errors.</param>
internal sealed record IncidentKind(KernelLogFinding First, long Count);
