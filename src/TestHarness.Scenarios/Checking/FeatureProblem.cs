namespace TestHarness.Scenarios.Checking;

/// <summary>A mistake in a feature file that is known before anything runs.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Line">The line, counted from 1, as is <paramref name="Column"/>.</param>
/// <param name="Snippet">The method that an undefined step lacks; null for any other mistake.</param>
public sealed record FeatureProblem(string Path, int Line, int Column, string Message, string? Snippet = null);
