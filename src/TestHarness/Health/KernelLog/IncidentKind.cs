namespace TestHarness.Health.KernelLog;

/// <summary>The errors of an incident that have the same rule and device.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
internal sealed record IncidentKind(KernelLogFinding First, long Count);
