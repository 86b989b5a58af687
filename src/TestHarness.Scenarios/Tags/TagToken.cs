using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Tags;

/// <summary>A word or parenthesis of a tag expression.</summary>
internal sealed partial record TagToken(string Text, int Position)
{
    /// <summary>Whether this is the end of the expression.</summary>
    public bool IsEnd => Text.Length == 0;

    /// <summary>Whether this is a tag.</summary>
    public bool IsTag => !IsEnd && Text is not ("and" or "or" or "not" or "(" or ")");

    /// <summary>The tag without @ and escapes.</summary>
    public string Name => Escape().Replace(Text, "$1").TrimStart('@');

    /// <summary>Splits an expression.</summary>
    public static ImmutableArray<TagToken> Split(string expression) =>
        [.. Token().Matches(expression).Select(m => new TagToken(m.Value, m.Index)), new TagToken("", expression.Length)];

    [GeneratedRegex(@"[()]|(?:\\.|[^\s()])+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
