using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>The result of a feature.</summary>
/// <param name="Error">The error of its hooks; null when none failed.</param>
public sealed record FeatureResult(FeatureHeader Feature, ImmutableArray<ScenarioResult> Scenarios, Exception? Error);
