namespace TestHarness.Reports.Records;

/// <summary>The start of a later part of the run, which runs the scenarios that had no result.</summary>
/// <param name="Started">The time of the start.</param>
public sealed record ResumeLine(DateTimeOffset Started) : RecordLine;
