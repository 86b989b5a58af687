using System.Text;

namespace TestHarness.Scenarios.Expressions;

internal sealed class CucumberTokenizer(string expression)
{
    private int position;

    public IEnumerable<CucumberToken> Tokens()
    {
        while (position < expression.Length)
        {
            var c = expression[position++];
            yield return c switch
            {
                '(' => new CucumberToken(CucumberTokenKind.Optional, Until(')', "optional text")),
                '{' => new CucumberToken(CucumberTokenKind.Parameter, Until('}', "parameter")),
                '/' => new CucumberToken(CucumberTokenKind.Slash, "/"),
                '\\' => new CucumberToken(CucumberTokenKind.Text, Escaped().ToString()),
                _ when char.IsWhiteSpace(c) => new CucumberToken(CucumberTokenKind.Space, c.ToString()),
                _ => new CucumberToken(CucumberTokenKind.Text, c.ToString()),
            };
        }
    }

    private char Escaped() => position < expression.Length && IsSpecial(expression[position])
        ? expression[position++]
        : throw Error("only ( ) { } / \\ and blanks can be escaped by a backslash");

    private static bool IsSpecial(char c) => @"(){}/\".Contains(c) || char.IsWhiteSpace(c);

    private string Until(char end, string what)
    {
        var start = position;
        var text = new StringBuilder();
        while (position < expression.Length)
        {
            var c = expression[position++];
            if (c == end)
                return text.Length > 0 || end == '}' ? text.ToString() : throw Error($"the {what} at position {start} is empty");
            if (c is '(' or '{')
                throw Error($"the {what} at position {start} may not contain '{c}'");
            text.Append(c == '\\' ? Escaped() : c);
        }

        throw Error($"the {what} at position {start} has no '{end}'");
    }

    private ExpressionException Error(string message) => new(expression, message);
}
