using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Reqnroll;
using Reqnroll.Formatters.RuntimeSupport;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Runtime;

/// <summary>Plans in Reqnroll's classes.</summary>
internal static class Infos
{
    /// <summary>The language for the keywords of Reqnroll's snippets; numbers are read by the configuration's culture.</summary>
    private static readonly CultureInfo Language = new("en-US");

    /// <summary>Describes a feature.</summary>
    /// <param name="messages">The messages about the feature for Cucumber's reports; null when the run writes none.</param>
    public static FeatureInfo Of(FeatureHeader feature, IFeatureLevelCucumberMessages? messages = null) => new(
        Language,
        feature.Folder,
        feature.Title,
        feature.Description,
        ProgrammingLanguage.CSharp,
        [.. feature.Tags],
        messages);

    /// <summary>Describes a scenario.</summary>
    public static ScenarioInfo Of(ScenarioPlan scenario)
    {
        var arguments = new OrderedDictionary();
        foreach (var (column, value) in scenario.Arguments)
            arguments.Add(column, value);
        return new ScenarioInfo(
            scenario.Title,
            scenario.Description,
            [.. scenario.OwnTags],
            arguments,
            [.. scenario.Tags.Except(scenario.OwnTags)],
            scenario.PickleIndex.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Describes a rule; null for null.</summary>
    [return: NotNullIfNotNull(nameof(rule))]
    public static RuleInfo? Of(RuleHeader? rule) =>
        rule is null ? null : new RuleInfo(rule.Title, rule.Description, [.. rule.Tags]);

    /// <summary>Makes a table; null for null.</summary>
    public static DataTable? Of(TablePlan? plan)
    {
        if (plan is null)
            return null;
        var table = new DataTable([.. plan.Rows[0].Cells]);
        foreach (var row in plan.Rows.Skip(1))
            table.AddRow([.. row.Cells]);
        return table;
    }
}
