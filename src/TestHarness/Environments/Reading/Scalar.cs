namespace TestHarness.Environments.Reading;

/// <summary>Parses a text; returns false when the text is not a value of the type.</summary>
internal delegate bool TryParse<T>(string text, out T value);

/// <summary>A type of single values.</summary>
/// <param name="Expected">The accepted texts, in words, for messages.</param>
internal sealed record Scalar<T>(string Expected, TryParse<T> TryParse);
