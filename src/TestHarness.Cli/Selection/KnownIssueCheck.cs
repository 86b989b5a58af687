using System.Collections.Immutable;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>The check for known issues that concern no scenario, for example after a scenario got another title.</summary>
internal static class KnownIssueCheck
{
    /// <summary>Finds such entries.</summary>
    /// <param name="selected">Scenarios that the user chose; those of the project count as well.</param>
    /// <returns>A line for each.</returns>
    public static IEnumerable<string> Find(ImmutableArray<KnownIssue> issues, IEnumerable<ScenarioPlan> selected)
    {
        if (issues.IsEmpty)
            return [];
        var project = FeatureSet.Load([Path.Combine(RunSettings.Root, FeatureSelection.FeatureFolder)], RunSettings.Root);
        JudgedScenario[] scenarios = [.. project.Scenarios.Concat(selected).Select(Describe)];
        return issues.Where(issue => !scenarios.Any(issue.Concerns)).Select(WhyUnused);
    }

    /// <summary>Refuses such entries.</summary>
    /// <exception cref="BadInputException">There are some.</exception>
    public static void Check(ImmutableArray<KnownIssue> issues, IEnumerable<ScenarioPlan> selected)
    {
        if (Find(issues, selected).ToArray() is { Length: > 0 } unused)
            throw new BadInputException(unused);
    }

    private static JudgedScenario Describe(ScenarioPlan scenario) =>
        KnownIssueJudge.Describe(scenario, RunRecorder.Name(scenario, RunSettings.Root).Place);

    private static string WhyUnused(KnownIssue issue)
    {
        var scenario = issue.Scenario is null ? "" : $" with the title or place '{issue.Scenario}'";
        var tags = issue.Tags is null ? "" : $" with tags that match '{issue.Tags}'";
        return $"{issue.Place}: bug {issue.Bug}: there is no scenario{scenario}{tags}: correct the entry, or remove it";
    }
}
