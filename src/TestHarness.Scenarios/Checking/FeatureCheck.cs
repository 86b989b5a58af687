using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Checking;

/// <summary>Finds every mistake in features before anything runs: unreadable files, steps that no method or several methods
/// match, arguments and tables that a step does not take.</summary>
public sealed class FeatureCheck(BindingRegistry registry)
{
    /// <summary>Mistakes after these are not looked for.</summary>
    public const int MostProblems = 1000;

    private readonly StepMatcher matcher = new(registry);
    private readonly ArgumentCheck arguments = new(registry);

    /// <summary>
    /// Finds the mistakes, at most <see cref="MostProblems"/>; a step that several scenarios share is named once.
    /// </summary>
    public async Task<ImmutableArray<FeatureProblem>> FindAsync(FeatureSet set)
    {
        var seen = new HashSet<FeatureProblem>();
        var problems = set.Errors.SelectMany(Unreadable).Where(seen.Add).ToList();
        var steps = set.Scenarios.Where(s => !s.IsIgnored).SelectMany(s => s.Steps.Select(step => (Scenario: s, Step: step)));
        foreach (var (scenario, step) in steps)
        {
            if (problems.Count >= MostProblems)
                break;
            problems.AddRange((await FindAsync(scenario, step)).Where(seen.Add));
        }

        return [.. problems.Take(MostProblems)];
    }

    private static IEnumerable<FeatureProblem> Unreadable(FeatureLoadException error) => error is FeatureParseException parsed
        ? parsed.Errors.Select(e => new FeatureProblem(error.FullPath ?? error.File, e.Line, e.Column, e.Message))
        : [new FeatureProblem(error.FullPath ?? error.File, 1, 1, error.Message)];

    private async Task<IEnumerable<FeatureProblem>> FindAsync(ScenarioPlan scenario, StepPlan step)
    {
        FeatureProblem At(SourceLocation place, string message, string? snippet = null)
        {
            var prefix = $"{step.Location}: ";
            var bare = message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message;
            return new FeatureProblem(scenario.Feature.FullPath, place.Line, place.Column, bare, snippet);
        }

        try
        {
            var match = matcher.Bind(scenario with { Steps = [step] })[0];
            return (await arguments.FindAsync(match)).Select(wrong => At(wrong.Location, wrong.Message));
        }
        catch (UndefinedStepsException e)
        {
            return e.Steps.Select(s => At(step.Location, s.ToString(), s.Snippet));
        }
        catch (BindingException e)
        {
            return [At(step.Location, e.Message)];
        }
    }
}
