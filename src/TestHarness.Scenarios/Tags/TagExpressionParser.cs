using System.Collections.Immutable;

namespace TestHarness.Scenarios.Tags;

/// <summary>
/// The parser of tag expressions: "or" binds weaker than "and", and "and" weaker than "not". A backslash takes the next character
/// literally.
/// </summary>
internal sealed class TagExpressionParser(string expression)
{
    private readonly ImmutableArray<TagToken> _tokens = TagToken.Split(expression);
    private int _next;

    private TagToken Current => _tokens[_next];

    /// <summary>Reads the expression.</summary>
    public TagNode Parse()
    {
        if (Current.IsEnd)
            return new TagNode.Everything();
        var node = Or();
        return Current.IsEnd ? node : throw Error($"expected 'and', 'or' or the end, found '{Current.Text}'");
    }

    private TagNode Or()
    {
        var left = And();
        while (Take("or"))
            left = new TagNode.Or(left, And());
        return left;
    }

    private TagNode And()
    {
        var left = Not();
        while (Take("and"))
            left = new TagNode.And(left, Not());
        return left;
    }

    private TagNode Not()
    {
        if (Take("not"))
            return new TagNode.Not(Not());
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : throw Error($"expected ')', found {Found}");
        }

        return Current.IsTag ? new TagNode.Tag(_tokens[_next++].Name) : throw Error($"expected a tag, found {Found}");
    }

    private string Found => Current.IsEnd ? "the end" : $"'{Current.Text}'";

    private bool Take(string word)
    {
        if (Current.IsEnd || Current.Text != word)
            return false;
        _next++;
        return true;
    }

    private TagExpressionException Error(string message) => new(expression, Current.Position, message);
}
