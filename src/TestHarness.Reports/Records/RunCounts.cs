using System.Collections.Immutable;

namespace TestHarness.Reports.Records;

/// <summary>The number of scenarios by their merged outcomes.</summary>
/// <param name="NotRun">The scenarios that were to run and have no result.</param>
public sealed record RunCounts(int Passed, int Failed, int Skipped, int Flaky, int NotRun)
{
    /// <summary>The scenarios that failed as known issues say.</summary>
    public int Known { get; init; }

    /// <summary>The scenarios that passed although known issues say that they fail; they are not among the passed.</summary>
    public int Fixed { get; init; }

    /// <summary>Counts scenarios.</summary>
    /// <param name="notRun">The number of scenarios without a result.</param>
    public static RunCounts Of(ImmutableArray<ScenarioRecord> scenarios, int notRun)
    {
        return new(
            Count(MergedOutcome.Passed),
            Count(MergedOutcome.Failed),
            Count(MergedOutcome.Skipped),
            Count(MergedOutcome.Flaky),
            notRun)
        {
            Known = Count(MergedOutcome.Known),
            Fixed = Count(MergedOutcome.Fixed),
        };

        int Count(MergedOutcome outcome) => scenarios.Count(scenario => scenario.Outcome == outcome);
    }
}
