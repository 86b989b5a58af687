using Reqnroll.Bindings;
using Reqnroll.Infrastructure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Checking;

/// <summary>The description why none of the methods that match a step's text can run the step.</summary>
internal static class Mismatch
{
    /// <summary>Describes the mismatch.</summary>
    /// <returns>The mistake; null when no method in scope matches the text, so that the step is undefined.</returns>
    public static StepProblem? Describe(
        StepPlan step, StepDefinitionAmbiguityReason reason, IReadOnlyList<BindingMatch> candidates)
    {
        if (candidates.Count == 0 || reason == StepDefinitionAmbiguityReason.AmbiguousScopes)
            return null;
        return reason == StepDefinitionAmbiguityReason.AmbiguousSteps
            ? Ambiguous(step, candidates)
            : OfArguments(step, candidates[0]);
    }

    /// <summary>Describes a method that takes other arguments than the step has.</summary>
    public static StepProblem OfArguments(StepPlan step, BindingMatch match)
    {
        var method = MethodNames.Signature(match.StepBinding);
        var parameters = match.StepBinding.Method.Parameters.ToArray();
        var given = match.Arguments
            .Where(argument => argument.StartOffset is not null)
            .Select(argument => $"'{argument.Value}'")
            .Concat(step.Table is null ? [] : ["a table"])
            .Concat(step.DocString is null ? [] : ["a doc string"])
            .ToArray();
        var arguments = $"the step '{step}' has the arguments ({string.Join(", ", given)}) but {method}";
        return new StepProblem(step, step.Location, given.Length == parameters.Length
            ? $"{arguments} takes other types, which no transformation makes of text"
            : $"{arguments} takes {parameters.Length}");
    }

    private static StepProblem Ambiguous(StepPlan step, IReadOnlyList<BindingMatch> candidates) =>
        new(step, step.Location, string.Join(
        Environment.NewLine,
        candidates
            .Select(match => $"  {MethodNames.Signature(match.StepBinding)}: {match.StepBinding.SourceExpression}")
            .Prepend($"{candidates.Count} step definitions match '{step}':")));
}
