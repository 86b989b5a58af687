namespace TestHarness.Gherkin.Tags;

/// <summary>A tag expression is malformed.</summary>
public sealed class TagExpressionException(string expression, int position, string message)
    : Exception($"tag expression, position {position + 1}: {message}{Environment.NewLine}  {expression}{Environment.NewLine}  {new string(' ', position)}^")
{
    /// <summary>Counts from 0.</summary>
    public int Position { get; } = position;
}
