using System.Collections.Immutable;

namespace TestHarness.Scenarios.Features;

/// <summary>A feature file that is ready to run; every outline example is a scenario of its own.</summary>
public sealed record FeaturePlan(FeatureHeader Header, ImmutableArray<ScenarioPlan> Scenarios, FeatureText Text);
