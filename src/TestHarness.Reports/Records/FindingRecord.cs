namespace TestHarness.Reports.Records;

/// <summary>A fault of a guest or a host.</summary>
/// <param name="Check">The check that found it, for example <c>guest kernel log</c>.</param>
/// <param name="Where">The guest or the host.</param>
/// <param name="Severity"><c>warning</c>, <c>error</c> or <c>critical</c>.</param>
/// <param name="Accepted">The reason why it is accepted; null when it is a failure.</param>
/// <param name="Count">The number of findings that this one stands for.</param>
public sealed record FindingRecord(
    string Check, string Where, string Severity, string Message, string? Accepted = null, long Count = 1);
