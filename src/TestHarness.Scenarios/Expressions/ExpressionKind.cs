using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Expressions;

/// <summary>Tells a Cucumber Expression from a regular expression, by Reqnroll's rule (CucumberExpressionDetector).</summary>
internal static partial class ExpressionKind
{
    public static bool IsCucumber(string expression)
    {
        if (expression.StartsWith('^') || expression.EndsWith('$'))
            return false;
        return Parameter().IsMatch(expression) || !RegexConstruct().IsMatch(expression);
    }

    [GeneratedRegex(@"\{\w*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\([^)]+[*+]\)|\.\*|\\\.|\\d\+")]
    private static partial Regex RegexConstruct();
}
