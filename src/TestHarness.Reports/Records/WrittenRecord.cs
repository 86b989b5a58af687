namespace TestHarness.Reports.Records;

/// <summary>The bytes that a load wrote around a leg.</summary>
public sealed record WrittenRecord(long BeforeBytes, long AcrossBytes, long AfterBytes);
