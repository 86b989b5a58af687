using System.Text;
using System.Text.RegularExpressions;

namespace TestHarness.Scenarios.Expressions;

/// <summary>Translates a Cucumber Expression to a regular expression whose groups a0, a1, … are the arguments.</summary>
internal sealed class CucumberExpression(string expression, ParameterTypes types)
{
    private const string DoubleQuoted = """
        "(?<{0}>(?:[^"\\]|\\.)*)"
        """;

    private const string SingleQuoted = @"'(?<{0}>(?:[^'\\]|\\.)*)'";

    private int arguments;

    public string ToRegex()
    {
        var regex = new StringBuilder("^");
        var word = new List<CucumberToken>();
        foreach (var token in new CucumberTokenizer(expression).Tokens())
        {
            if (!token.IsBoundary)
            {
                word.Add(token);
                continue;
            }

            regex.Append(Word(word)).Append(Piece(token));
            word.Clear();
        }

        return regex.Append(Word(word)).Append('$').ToString();
    }

    private string Word(List<CucumberToken> word)
    {
        if (!word.Any(t => t.Kind == CucumberTokenKind.Slash))
            return string.Concat(word.Select(Piece));
        var alternatives = new List<string>();
        var start = 0;
        for (var end = 0; end <= word.Count; end++)
        {
            if (end < word.Count && word[end].Kind != CucumberTokenKind.Slash)
                continue;
            var alternative = word[start..end];
            if (!alternative.Any(t => t.Kind == CucumberTokenKind.Text))
                throw new ExpressionException(expression, "an alternative is empty; write \\/ for a slash");
            alternatives.Add(string.Concat(alternative.Select(Piece)));
            start = end + 1;
        }

        return $"(?:{string.Join('|', alternatives)})";
    }

    private string Piece(CucumberToken token) => token.Kind switch
    {
        CucumberTokenKind.Optional => $"(?:{Regex.Escape(token.Text)})?",
        CucumberTokenKind.Parameter => Parameter(token.Text),
        _ => Regex.Escape(token.Text),
    };

    private string Parameter(string name)
    {
        var group = $"a{arguments++}";
        if (name is "string" or "String")
            return $"(?:{DoubleQuoted.Replace("{0}", group)}|{SingleQuoted.Replace("{0}", group)})";
        var pattern = types.Find(name) ?? throw new ExpressionException(
            expression, $"there is no parameter type {{{name}}}; there are {string.Join(", ", types.Known)}");
        return $"(?<{group}>{pattern})";
    }
}
