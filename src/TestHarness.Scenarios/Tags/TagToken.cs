using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Tags;

internal sealed partial record TagToken(string Text, int Position)
{
    public bool IsEnd => Text.Length == 0;

    public bool IsTag => !IsEnd && Text is not ("and" or "or" or "not" or "(" or ")");

    public string Name => Escape().Replace(Text, "$1").TrimStart('@');

    public static ImmutableArray<TagToken> Split(string expression) =>
        [.. Token().Matches(expression).Select(m => new TagToken(m.Value, m.Index)), new TagToken("", expression.Length)];

    [GeneratedRegex(@"[()]|(?:\\.|[^\s()])+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
