namespace TestHarness.Reports.Records;

/// <summary>The result of a step.</summary>
/// <param name="Keyword">The keyword as it is written, for example <c>And</c>.</param>
/// <param name="Line">The line in the feature file, from 1.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c>, <c>skipped</c>, <c>undefined</c> or <c>pending</c>.</param>
/// <param name="Error">The text of the error; null when there is none.</param>
public sealed record StepRecord(string Keyword, string Text, int Line, string Outcome, double Seconds, string? Error = null);
