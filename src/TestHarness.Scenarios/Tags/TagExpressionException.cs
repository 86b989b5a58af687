namespace TestHarness.Scenarios.Tags;

/// <summary>A tag expression is malformed.</summary>
public sealed class TagExpressionException(string expression, int position, string message)
    : Exception(string.Join(
        Environment.NewLine,
        $"tag expression, position {position + 1}: {message}",
        $"  {expression}",
        $"  {new string(' ', position)}^"))
{
    /// <summary>Counts from 0.</summary>
    public int Position { get; } = position;
}
