using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Registry;

/// <summary>What a scope is held against.</summary>
public sealed record ScopeTarget(ImmutableArray<string> Tags, string? Feature, string? Scenario)
{
    public static ScopeTarget Run { get; } = new([], null, null);

    public static ScopeTarget Of(FeatureHeader feature) => new(feature.Tags, feature.Title, null);

    public static ScopeTarget Of(ScenarioPlan scenario) => new(scenario.Tags, scenario.Feature.Title, scenario.Title);
}
