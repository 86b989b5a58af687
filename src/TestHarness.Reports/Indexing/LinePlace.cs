namespace TestHarness.Reports.Indexing;

/// <summary>The place of a line in a file, in bytes.</summary>
internal readonly record struct LinePlace(long Offset, int Length);
