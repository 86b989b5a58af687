namespace TestHarness.Reports.Records;

/// <summary>A time without an answer of a guest.</summary>
/// <param name="AtMs">The start of the gap, in ms since the start of the probing.</param>
/// <param name="LengthMs">The length of the gap, in ms.</param>
public sealed record GapRecord(double AtMs, double LengthMs);
