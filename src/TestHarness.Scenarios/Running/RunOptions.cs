using System.Collections.Immutable;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Scenarios.Running;

/// <summary>The options of a run.</summary>
/// <param name="Observers">The observers of the run, called in this order.</param>
/// <param name="Strict">Whether a scenario that a step or hook skips is a failure. A scenario tagged @ignore is not.</param>
public sealed record RunOptions(ImmutableArray<IRunObserver> Observers, bool Strict = false)
{
    /// <summary>The scenarios that may run at the same time; none by default.</summary>
    public SideBySide SideBySide { get; init; } = SideBySide.None;

    /// <summary>How often the scenarios run, one round after the other; once by default.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Whether no scenario starts after one has failed.</summary>
    public bool StopsAtFailure { get; init; }

    /// <summary>The files of Cucumber's messages and HTML report; null when the run writes none.</summary>
    public CucumberReport? Report { get; init; }

    /// <summary>The judge of failures that are known; null when none is.</summary>
    public KnownIssueJudge? KnownIssues { get; init; }

    /// <summary>
    /// The time that a step has to end once the run is cancelled: a command on a host has 30 s to be killed. 40 s by default.
    /// </summary>
    public TimeSpan StepEnd { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>The options of a run without observers.</summary>
    public static RunOptions Default { get; } = new(ImmutableArray<IRunObserver>.Empty);
}
