namespace TestHarness.Scenarios.Tags;

/// <summary>A Cucumber tag expression, for example <c>@vhba and not (@slow or @nightly)</c>.</summary>
public sealed class TagExpression
{
    private readonly string _source;
    private readonly TagNode _node;

    private TagExpression(string source, TagNode node)
    {
        _source = source;
        _node = node;
    }

    /// <summary>Reads an expression; an empty one selects everything.</summary>
    /// <exception cref="TagExpressionException">The expression is malformed; the message shows where.</exception>
    public static TagExpression Parse(string expression) => new(expression, new TagExpressionParser(expression).Parse());

    /// <summary>Returns whether the expression selects a scenario with these tags.</summary>
    /// <param name="tags">The tags, with or without @.</param>
    public bool Matches(IEnumerable<string> tags) =>
        _node.Evaluate(tags.Select(t => t.TrimStart('@')).ToHashSet(StringComparer.Ordinal));

    public override string ToString() => _source;
}
