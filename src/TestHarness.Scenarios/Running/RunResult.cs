using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>The result of a run.</summary>
/// <param name="LoadErrors">The feature files that could not be read.</param>
/// <param name="HookErrors">The errors in hooks of features and of the run.</param>
public sealed record RunResult(
    DateTimeOffset Start,
    TimeSpan Duration,
    ImmutableArray<ScenarioResult> Scenarios,
    ImmutableArray<FeatureLoadException> LoadErrors,
    ImmutableArray<Exception> HookErrors,
    bool IsCancelled)
{
    /// <summary>The scenarios that were to run and did not start, as another one had failed.</summary>
    public ImmutableArray<ScenarioPlan> NotRun { get; init; } = [];

    /// <summary>Whether the run was complete and nothing in it failed.</summary>
    public bool IsSuccess => LoadErrors.IsEmpty && HookErrors.IsEmpty && !IsCancelled && !Scenarios.Any(s => s.IsFailure);

    /// <summary>Counts the scenarios with an outcome.</summary>
    public int Count(Outcome outcome) => Scenarios.Count(s => s.Outcome == outcome);
}
