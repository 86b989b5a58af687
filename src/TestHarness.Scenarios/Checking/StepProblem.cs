using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Checking;

/// <summary>A mistake in a step, or a step without a method.</summary>
/// <param name="Location">The place of the step, its table, or the scenario.</param>
/// <param name="Snippet">The method that an undefined step lacks; null for any other mistake.</param>
internal sealed record StepProblem(StepPlan Step, SourceLocation Location, string Message, string? Snippet = null)
{
    /// <summary>Whether no method matches the step.</summary>
    public bool IsUndefined => Snippet is not null;

    /// <summary>Describes a scenario whose steps are right, but of which none acts or checks.</summary>
    public static StepProblem NoCheck(ScenarioPlan scenario, StepPlan last) => new(
        last,
        scenario.Start,
        "[config] the scenario has no When and no Then of its own, so that it checks nothing: add what must hold");

    public override string ToString() => $"{Location}: {Message}";

    /// <summary>Describes a step without a method.</summary>
    /// <param name="outOfScope">The methods that match the step's text, in other scopes.</param>
    public static StepProblem Undefined(StepPlan step, IEnumerable<BindingMatch> outOfScope, string snippet)
    {
        var hints = outOfScope.GroupBy(match => MethodNames.Signature(match.StepBinding)).Select(method =>
            $"{Environment.NewLine}  {method.Key} matches, but only in scope of "
            + string.Join(" or ", method.Select(match => Describe(match.StepBinding.BindingScope)).Distinct()));
        return new StepProblem(step, step.Location, $"no step definition for '{step}'{string.Concat(hints)}", snippet);
    }

    private static string Describe(BindingScope scope) => string.Join(", ", new[]
    {
        scope.Tag is null ? null : $"tag @{scope.Tag}",
        scope.FeatureTitle is null ? null : $"feature '{scope.FeatureTitle}'",
        scope.ScenarioTitle is null ? null : $"scenario '{scope.ScenarioTitle}'",
    }.OfType<string>());
}
