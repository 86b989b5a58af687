using System.Collections.Immutable;
using TestHarness.Scenarios.Expressions;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Matching;

/// <summary>Finds the method of every step before anything runs.</summary>
public sealed class StepMatcher(BindingRegistry registry)
{
    /// <exception cref="UndefinedStepsException">Some steps have no method; all of them are named.</exception>
    /// <exception cref="AmbiguousStepException">A step has several methods.</exception>
    /// <exception cref="BindingException">A method does not take the step's arguments, or its expression is malformed.</exception>
    public ImmutableArray<StepMatch> Bind(ScenarioPlan scenario)
    {
        var target = ScopeTarget.Of(scenario);
        var matches = ImmutableArray.CreateBuilder<StepMatch>();
        var undefined = ImmutableArray.CreateBuilder<UndefinedStep>();
        foreach (var step in scenario.Steps)
        {
            var candidates = Candidates(step);
            if (Best(step, candidates, target) is { } match)
                matches.Add(match);
            else
                undefined.Add(new UndefinedStep(step, Snippet.For(step), [.. candidates.Select(c => c.Binding)]));
        }

        return undefined.Count == 0 ? matches.ToImmutable() : throw new UndefinedStepsException(undefined.ToImmutable());
    }

    private StepMatch[] Candidates(StepPlan step) =>
    [
        .. registry.Steps
            .Where(b => b.Types.Contains(step.Type))
            .Select(b => Match(step, b) is { } arguments ? new StepMatch(step, b, arguments) : null)
            .OfType<StepMatch>(),
    ];

    private static ImmutableArray<string>? Match(StepPlan step, StepBinding binding)
    {
        try
        {
            return binding.Pattern.Match(step.Text);
        }
        catch (Exception e) when (e is ExpressionException or ArgumentException)
        {
            throw new BindingException($"{step.Location}: cannot match steps, as {binding} is not usable: {e.Message}", e);
        }
    }

    private static StepMatch? Best(StepPlan step, StepMatch[] candidates, ScopeTarget target)
    {
        var inScope = candidates
            .Select(c => (Match: c, Degree: BindingScope.Match(c.Binding.Scopes, target)))
            .Where(c => c.Degree is not null)
            .ToArray();
        if (inScope.Length == 0)
            return null;
        var fitting = inScope.Where(c => Count(c.Match) == c.Match.Binding.Method.GetParameters().Length).ToArray();
        if (fitting.Length == 0)
            throw new BindingException(ArgumentCount(step, inScope[0].Match));
        var degree = fitting.Max(c => c.Degree);
        var best = fitting.Where(c => c.Degree == degree).Select(c => c.Match).DistinctBy(m => m.Binding.Method).ToArray();
        return best.Length == 1 ? best[0] : throw new AmbiguousStepException(step, [.. best.Select(m => m.Binding)]);
    }

    private static int Count(StepMatch match) =>
        match.Arguments.Length + (match.Step.Table is null && match.Step.DocString is null ? 0 : 1);

    private static string ArgumentCount(StepPlan step, StepMatch match)
    {
        var arguments = match.Arguments.Select(a => $"'{a}'")
            .Concat(step.Table is null ? [] : ["a table"])
            .Concat(step.DocString is null ? [] : ["a doc string"]);
        return $"{step.Location}: the step '{step}' has the arguments ({string.Join(", ", arguments)}) but {match.Binding} " +
            $"takes {match.Binding.Method.GetParameters().Length}";
    }
}
