using System.Text.RegularExpressions;
using Reqnroll.Bindings;
using Reqnroll.Infrastructure;

namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The arguments in a step's text. Within the quotes of <c>{string}</c>, a backslash before a quote or a backslash is removed, as
/// Cucumber Expressions define it; Reqnroll keeps it.
/// </summary>
internal sealed partial class QuotedArguments : IMatchArgumentCalculator
{
    private readonly MatchArgumentCalculator _arguments = new();

    /// <inheritdoc/>
    public MatchArgument[] CalculateArguments(
        Match match, StepInstance stepInstance, IStepDefinitionBinding stepDefinitionBinding)
    {
        var arguments = _arguments.CalculateArguments(match, stepInstance, stepDefinitionBinding);
        return stepDefinitionBinding.ExpressionType == StepDefinitionExpressionTypes.CucumberExpression
            ? [.. arguments.Select(argument => Unescape(argument, stepInstance.Text))]
            : arguments;
    }

    private static MatchArgument Unescape(MatchArgument argument, string text) =>
        argument is { StartOffset: > 0 and var start, Value: string value } && text[start - 1] is '"' or '\''
            ? new MatchArgument(EscapedQuote().Replace(value, "$1"), start)
            : argument;

    [GeneratedRegex("""\\([\\"'])""")]
    private static partial Regex EscapedQuote();
}
