using System.Collections.Immutable;
using TestHarness.Scenarios.CucumberReports;

namespace TestHarness.Scenarios.Running;

/// <param name="Observers">Told of everything, in this order.</param>
/// <param name="Strict">A scenario that a step or hook skips is a failure. One tagged @ignore is not.</param>
public sealed record RunOptions(ImmutableArray<IRunObserver> Observers, bool Strict = false)
{
    public SideBySide SideBySide { get; init; } = SideBySide.None;

    /// <summary>Where Cucumber's messages and HTML report go; null where none are wanted.</summary>
    public CucumberReport? Report { get; init; }

    /// <summary>How long a step may take to end once the run is cancelled: a command on a host has 30 s to be killed.</summary>
    public TimeSpan StepEnd { get; init; } = TimeSpan.FromSeconds(40);

    public static RunOptions Default { get; } = new(ImmutableArray<IRunObserver>.Empty);
}
