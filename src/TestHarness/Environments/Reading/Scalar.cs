namespace TestHarness.Environments.Reading;

internal delegate bool TryParse<T>(string text, out T value);

/// <summary>A type of single values.</summary>
/// <param name="Expected">What is accepted, in words, for messages.</param>
internal sealed record Scalar<T>(string Expected, TryParse<T> TryParse);
