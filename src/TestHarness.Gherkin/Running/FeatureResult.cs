using System.Collections.Immutable;
using TestHarness.Gherkin.Features;

namespace TestHarness.Gherkin.Running;

/// <param name="Error">What failed in its hooks.</param>
public sealed record FeatureResult(FeatureHeader Feature, ImmutableArray<ScenarioResult> Scenarios, Exception? Error);
