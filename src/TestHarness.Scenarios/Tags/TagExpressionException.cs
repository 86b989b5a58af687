namespace TestHarness.Scenarios.Tags;

/// <summary>The error of a malformed tag expression.</summary>
public sealed class TagExpressionException(string expression, int position, string message)
    : Exception(string.Join(
        Environment.NewLine,
        $"tag expression, position {position + 1}: {message}",
        $"  {expression}",
        $"  {new string(' ', position)}^"))
{
    /// <summary>The position of the error, from 0.</summary>
    public int Position { get; } = position;
}
