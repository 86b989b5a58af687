using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <param name="Error">What failed in its hooks.</param>
public sealed record FeatureResult(FeatureHeader Feature, ImmutableArray<ScenarioResult> Scenarios, Exception? Error);
