using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A scenario, or one example of an outline, with its background steps in front.</summary>
/// <param name="Location">The start of the scenario; for an example, its row.</param>
/// <param name="Start">The start of the scenario or the whole outline, its tags included.</param>
/// <param name="Title">The title with placeholders replaced.</param>
/// <param name="OutlineTitle">The title as it is written.</param>
/// <param name="OwnTags">The tags of the scenario and its examples, without @.</param>
/// <param name="Tags">All tags: feature, rule, scenario, examples.</param>
/// <param name="Arguments">The example's values by column, in order; empty unless the scenario is an example.</param>
/// <param name="Text">The text of the file, from which the steps are read.</param>
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
    /// <summary>The tag of scenarios that are skipped.</summary>
    public const string IgnoreTag = "ignore";

    /// <summary>Whether the scenario is skipped; its steps need no methods.</summary>
    public bool IsIgnored => Tags.Contains(IgnoreTag);

    /// <summary>
    /// Compiles the steps. A plan does not keep them: a run has many scenarios, but needs the steps of few at a time.
    /// </summary>
    public ImmutableArray<StepPlan> ReadSteps() => Text.Document.StepsOf(PickleIndex);
}
