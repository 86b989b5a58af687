using System.Collections.Immutable;
using TestHarness.Health.Progress;

namespace TestHarness.Labs;

/// <summary>The progress of a guest's load over time.</summary>
/// <param name="Start">The moment from which the samples' times count.</param>
public sealed record LoadProgress(DateTimeOffset Start, ImmutableArray<ProgressSample> Samples);
