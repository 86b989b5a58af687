namespace TestHarness.Reports.Records;

/// <summary>A sample of a counter.</summary>
/// <param name="AtMs">The time since the start of the series, in ms.</param>
public sealed record SampleRecord(double AtMs, long Bytes);
