namespace TestHarness.Scenarios.Tags;

/// <summary>A Cucumber tag expression, for example <c>@vhba and not (@slow or @nightly)</c>.</summary>
public sealed class TagExpression
{
    private readonly string source;
    private readonly TagNode node;

    private TagExpression(string source, TagNode node)
    {
        this.source = source;
        this.node = node;
    }

    /// <summary>An empty expression holds for everything.</summary>
    /// <exception cref="TagExpressionException">The expression is malformed; the message shows where.</exception>
    public static TagExpression Parse(string expression) => new(expression, new TagExpressionParser(expression).Parse());

    /// <param name="tags">Tags with or without @.</param>
    public bool Matches(IEnumerable<string> tags) => node.Evaluate(tags.Select(t => t.TrimStart('@')).ToHashSet(StringComparer.Ordinal));

    public override string ToString() => source;
}
