using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Selection;

/// <summary>The check for tags that state a need but cannot be read.</summary>
internal static class NeedsCheck
{
    /// <summary>Finds such tags.</summary>
    public static IEnumerable<FeatureProblem> Find(FeatureSet features) =>
        from scenario in features.Scenarios
        let wrong = Why(scenario)
        where wrong is not null
        select new FeatureProblem(scenario.Feature.FullPath, scenario.Start.Line, scenario.Start.Column, wrong);

    private static string? Why(ScenarioPlan scenario)
    {
        try
        {
            _ = Needs.OfTags(scenario.Tags);
            return null;
        }
        catch (HarnessException exception)
        {
            return exception.Message;
        }
    }
}
