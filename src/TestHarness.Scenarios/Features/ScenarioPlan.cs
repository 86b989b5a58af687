using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A scenario, or one example of an outline, with its background steps in front.</summary>
/// <param name="Location">Where the scenario starts; for an example, its row.</param>
/// <param name="Start">Where the scenario or the whole outline starts, its tags included.</param>
/// <param name="Title">The title with placeholders replaced.</param>
/// <param name="OutlineTitle">The title as it is written.</param>
/// <param name="OwnTags">The tags of the scenario and its examples, without @.</param>
/// <param name="Tags">All tags: feature, rule, scenario, examples.</param>
/// <param name="Arguments">The example's values by column, in order; empty unless the scenario is an example.</param>
/// <param name="Text">The text of the file, which the steps are read from.</param>
/// <param name="PickleIndex">The scenario's place among the file's scenarios and examples, from 0.</param>
public sealed record ScenarioPlan(
    FeatureHeader Feature,
    RuleHeader? Rule,
    SourceLocation Location,
    SourceLocation Start,
    string Title,
    string OutlineTitle,
    string Description,
    ImmutableArray<string> OwnTags,
    ImmutableArray<string> Tags,
    ImmutableArray<KeyValuePair<string, string>> Arguments,
    FeatureText Text,
    int PickleIndex)
{
    public const string IgnoreTag = "ignore";

    /// <summary>It is skipped, and its steps need no methods.</summary>
    public bool IsIgnored => Tags.Contains(IgnoreTag);

    /// <summary>Compiles the steps: a run has many scenarios, but needs the steps of few at a time.</summary>
    public ImmutableArray<StepPlan> ReadSteps() => Text.Document.StepsOf(PickleIndex);
}
