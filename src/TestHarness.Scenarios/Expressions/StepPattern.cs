using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Expressions;

/// <summary>Matches a step's text and takes out its arguments. The regular expression is made on first use, and only for a
/// step that starts like the expression.</summary>
internal sealed partial class StepPattern
{
    private readonly Lazy<Regex> regex;
    private readonly string prefix;
    private readonly bool isCucumber;

    public StepPattern(string expression, Lazy<ParameterTypes> types)
    {
        isCucumber = ExpressionKind.IsCucumber(expression);
        prefix = isCucumber ? LiteralPrefix().Match(expression).Value : "";
        regex = new(() => new Regex(
            isCucumber ? new CucumberExpression(expression, types.Value).ToRegex() : Whole(expression),
            RegexOptions.CultureInvariant));
    }

    public bool IsCucumber => isCucumber;

    /// <summary>The arguments, or null if the text does not match.</summary>
    public ImmutableArray<string>? Match(string text)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var match = regex.Value.Match(text);
        if (!match.Success)
            return null;
        return isCucumber ? Named(match) : [.. match.Groups.Values.Skip(1).Where(g => g.Success).Select(g => g.Value)];
    }

    private static ImmutableArray<string> Named(Match match)
    {
        var names = match.Groups.Keys.Where(k => ArgumentName().IsMatch(k)).OrderBy(k => int.Parse(k.AsSpan(1)));
        return [.. names.Select(k => Unescape(match, match.Groups[k]))];
    }

    private static string Unescape(Match match, Group group)
    {
        var quoted = group.Index > 0 && match.Value[group.Index - 1] is '"' or '\'';
        return quoted ? EscapedQuote().Replace(group.Value, "$1") : group.Value;
    }

    private static string Whole(string expression) =>
        $"{(expression.StartsWith('^') ? "" : "^")}{expression}{(expression.EndsWith('$') ? "" : "$")}";

    [GeneratedRegex(@"^(?:[^\s(){}/\\]*\s+)*")]
    private static partial Regex LiteralPrefix();

    [GeneratedRegex(@"^a\d+$")]
    private static partial Regex ArgumentName();

    [GeneratedRegex(@"\\([\\""'])")]
    private static partial Regex EscapedQuote();
}
