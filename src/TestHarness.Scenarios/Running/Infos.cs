using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>What step authors see of the plans.</summary>
internal static class Infos
{
    public static ScenarioInfo Of(ScenarioPlan scenario)
    {
        var arguments = new OrderedDictionary();
        foreach (var (column, value) in scenario.Arguments)
            arguments.Add(column, value);
        return new ScenarioInfo(scenario.Title, scenario.Description, [.. scenario.OwnTags], [.. scenario.Tags], arguments);
    }

    public static FeatureInfo Of(FeatureHeader feature) => new(feature.Folder, feature.Title, feature.Description, [.. feature.Tags]);

    [return: NotNullIfNotNull(nameof(rule))]
    public static RuleInfo? Of(RuleHeader? rule) => rule is null ? null : new RuleInfo(rule.Title, rule.Description, [.. rule.Tags]);
}
