using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>Scenarios of a run's record, found in the feature files as they are now.</summary>
/// <param name="Names">The name by which the record knows each scenario of the selection.</param>
internal sealed record RecordedScenarios(
    FeatureSelection Selection, ImmutableDictionary<ScenarioPlan, PlannedScenario> Names)
{
    /// <summary>Finds scenarios of a run by place and title; one that was moved in its file is found by its title.</summary>
    /// <param name="wanted">The scenarios to find.</param>
    /// <param name="steps">Loads the step classes; called when the first step is looked up.</param>
    /// <exception cref="BadInputException">A file, or a scenario in it, is not there any more.</exception>
    public static RecordedScenarios Find(RunRecord run, ImmutableArray<PlannedScenario> wanted, Func<StepVocabulary> steps)
    {
        var known = run.Run.Scenarios.Union(run.Scenarios.Select(each => new PlannedScenario(each.Place, each.Title)))
            .OrderBy(scenario => scenario.Line)
            .ToLookup(scenario => (scenario.File, scenario.Title));
        var names = ImmutableDictionary.CreateBuilder<ScenarioPlan, PlannedScenario>(ReferenceEqualityComparer.Instance);
        var (features, problems) = (ImmutableArray.CreateBuilder<FeaturePlan>(), new List<string>());
        foreach (var file in wanted.GroupBy(scenario => scenario.File))
        {
            if (Load(file.Key, problems) is not { } feature)
                continue;
            features.Add(feature);
            foreach (var title in file.GroupBy(scenario => scenario.Title))
            {
                var found = feature.Scenarios.Where(scenario => Terminal.Texts.Block(scenario.Title) == title.Key);
                Match([.. known[(file.Key, title.Key)]], [.. title], [.. found], names.Add, problems);
            }
        }

        if (problems.Count > 0)
            throw new BadInputException(problems.Prepend($"the scenarios of the run {run.Run.Id} are not all there any more:"));
        var set = new FeatureSet(features.ToImmutable(), []).Where(names.ContainsKey);
        return new(new FeatureSelection(set, new Lazy<StepVocabulary>(steps)), names.ToImmutable());
    }

    private static FeaturePlan? Load(string file, List<string> problems)
    {
        try
        {
            var set = FeatureSet.Load([Path.Combine(RunSettings.Root, file)], RunSettings.Root);
            if (set.Features is [var feature])
                return feature;
            problems.AddRange(set.Errors.Select(error => error.Message));
        }
        catch (FeatureLoadException exception)
        {
            problems.Add(exception.Message);
        }

        return null;
    }

    /// <summary>
    /// Matches the scenarios of one title. The file has as many as the run had: they are the same in their order, wherever they
    /// are now. Otherwise the line decides.
    /// </summary>
    private static void Match(
        ImmutableArray<PlannedScenario> known,
        ImmutableArray<PlannedScenario> wanted,
        ImmutableArray<ScenarioPlan> found,
        Action<ScenarioPlan, PlannedScenario> add,
        List<string> problems)
    {
        foreach (var planned in wanted)
        {
            var scenario = known.Length == found.Length
                ? found[known.IndexOf(planned)]
                : found.FirstOrDefault(scenario => scenario.Location.Line == planned.Line);
            if (scenario is not null)
                add(scenario, planned);
            else
                problems.Add(found.IsEmpty
                    ? $"{planned.Place}: the file has no scenario '{planned.Title}'"
                    : $"{planned.Place}: that line has no scenario '{planned.Title}', and the file has another number of them");
        }
    }
}
