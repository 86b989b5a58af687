using System.Text.RegularExpressions;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Matching;

/// <summary>Writes the method that an undefined step lacks.</summary>
internal static partial class Snippet
{
    public static string For(StepPlan step)
    {
        var parameters = new List<string>();
        var expression = Literal().Replace(Escape(step.Text), match =>
        {
            var (name, type) = Parameter(match);
            parameters.Add($"{type} p{parameters.Count}");
            return $"{{{name}}}";
        });
        if (step.Table is not null)
            parameters.Add("DataTable table");
        if (step.DocString is not null)
            parameters.Add("string text");
        return string.Join(
            Environment.NewLine,
            $"[{step.Type}(\"{Quotable().Replace(expression, @"\$0")}\")]",
            $"public Task {step.Type}{Name(step.Text)}Async({string.Join(", ", parameters)})",
            "{",
            "    throw new PendingStepException();",
            "}");
    }

    private static (string Name, string Type) Parameter(Match match)
    {
        if (match.Groups["string"].Success)
            return ("string", "string");
        return match.Value.Contains('.') ? ("float", "double") : ("int", "int");
    }

    private static string Name(string text) => string.Concat(
        NonWord().Split(Literal().Replace(text, " "))
            .Where(w => w.Length > 0)
            .Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    [GeneratedRegex("""(?<string>"[^"]*"|(?<!\w)'[^']*'(?!\w))|(?<![\w.:/-])-?\d+(?:\.\d+)?(?![\w:/-]|\.\d)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[(){}/\\]")]
    private static partial Regex Special();

    [GeneratedRegex("""[\\"]""")]
    private static partial Regex Quotable();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NonWord();
}
