using System.Collections.Immutable;
using TestHarness.Scenarios.Features.Bundles;

namespace TestHarness.Scenarios.Features;

/// <summary>A feature file that is ready to run; every outline example is a scenario of its own.</summary>
public sealed record FeaturePlan(FeatureHeader Header, ImmutableArray<ScenarioPlan> Scenarios, FeatureText Text)
{
    /// <summary>The manifest of the bundle from which the feature was read; null for a file of its own.</summary>
    public BundleManifest? Bundle { get; init; }
}
