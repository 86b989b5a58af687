using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Checking;

/// <summary>
/// The check that finds every mistake in features before anything runs: unreadable files, scenarios that check nothing, steps
/// that no method or several methods match, arguments and tables that a step does not take.
/// </summary>
public sealed class FeatureCheck(StepVocabulary steps)
{
    /// <summary>The largest number of mistakes; the check ends there.</summary>
    public const int MostProblems = 1000;

    /// <summary>
    /// Finds the mistakes, at most <see cref="MostProblems"/>; reports a step that several scenarios share once.
    /// </summary>
    public async Task<ImmutableArray<FeatureProblem>> FindAsync(FeatureSet set)
    {
        var seen = new HashSet<FeatureProblem>();
        var problems = set.Errors.SelectMany(Unreadable).Where(seen.Add).ToList();
        foreach (var feature in set.Features)
        {
            foreach (var scenario in feature.Scenarios.Where(scenario => !scenario.IsIgnored && problems.Count < MostProblems))
            {
                var found = await steps.Check.FindAsync(scenario, scenario.ReadSteps());
                problems.AddRange(found.Select(problem => At(scenario, problem)).Where(seen.Add));
            }

            feature.Text.Forget();
        }

        return [.. problems.Take(MostProblems)];
    }

    private static FeatureProblem At(ScenarioPlan scenario, StepProblem problem) =>
        new(scenario.Feature.FullPath, problem.Location.Line, problem.Location.Column, problem.Message, problem.Snippet);

    private static IEnumerable<FeatureProblem> Unreadable(FeatureLoadException error) => error is FeatureParseException parsed
        ? parsed.Errors.Select(e => new FeatureProblem(error.FullPath ?? error.File, e.Line, e.Column, e.Message))
        : [new FeatureProblem(error.FullPath ?? error.File, 1, 1, error.Message)];
}
