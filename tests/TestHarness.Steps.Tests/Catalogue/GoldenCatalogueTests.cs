using TestHarness.Failures;
using TestHarness.Scenarios.Catalogue;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Golden;
using TestHarness.Steps.Migration;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Catalogue;

/// <summary>The words that features are made of: who writes one relies on them.</summary>
[TestFixture]
[Category(GoldenFile.Category)]
internal sealed class GoldenCatalogueTests
{
    [Test]
    public void The_steps_are_those_of_the_golden_file()
    {
        using var steps = StepVocabulary.Load(typeof(ScenarioWorld).Assembly);
        new GoldenFile("steps.txt").Compare(StepCatalogue.Of(steps).Select(Line).Order(StringComparer.Ordinal));
    }

    [Test]
    public void The_words_with_a_meaning_are_those_of_the_golden_file() => new GoldenFile("vocabulary.txt").Compare(
        Tags().Concat(Options()).Concat(Environments()).Concat(Classes()).Order(StringComparer.Ordinal));

    private static string Line(StepDescription step) =>
        $"{string.Join('/', step.Types)} {step.Expression} "
        + $"({string.Join(", ", step.Parameters.Select(parameter => parameter.Type.Name))})";

    private static IEnumerable<string> Tags()
    {
        var features = Path.Combine(RunSettings.Root, "features");
        return FeatureSet.Load([features], features).Features
            .SelectMany(feature => feature.Scenarios)
            .SelectMany(scenario => scenario.Tags)
            .Distinct()
            .Select(tag => $"tag of a feature: @{tag.TrimStart('@')}");
    }

    private static IEnumerable<string> Options() =>
        MigrationTable.Options.Select(option => $"migration option: {option.Name}: {option.Accepted}");

    private static IEnumerable<string> Environments() => RunSettings.EnvironmentNames.Select(name => $"environment: {name}");

    private static IEnumerable<string> Classes() =>
        Enum.GetValues<FailureClass>().Select(failure => $"failure class: [{HarnessException.Label(failure)}]");
}
