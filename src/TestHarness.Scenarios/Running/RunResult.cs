using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <param name="LoadErrors">Feature files that could not be read.</param>
/// <param name="HookErrors">What failed in hooks of features and of the run.</param>
public sealed record RunResult(
    DateTimeOffset Start,
    TimeSpan Duration,
    ImmutableArray<ScenarioResult> Scenarios,
    ImmutableArray<FeatureLoadException> LoadErrors,
    ImmutableArray<Exception> HookErrors,
    bool IsCancelled)
{
    public bool IsSuccess => LoadErrors.IsEmpty && HookErrors.IsEmpty && !IsCancelled && !Scenarios.Any(s => s.IsFailure);

    public int Count(Outcome outcome) => Scenarios.Count(s => s.Outcome == outcome);
}
