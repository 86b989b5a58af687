using System.Collections.Immutable;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.Html;

/// <summary>A scenario in a report of one or several runs.</summary>
/// <param name="Number">The number of the row, from 1, by which links find it.</param>
/// <param name="Results">The runs that have a result of the scenario, in the order of the runs; at least one.</param>
internal sealed record ReportRow(int Number, ImmutableArray<(RecordIndex Run, ScenarioRecord Scenario)> Results)
{
    /// <summary>The scenario of the last run that has it.</summary>
    public ScenarioRecord Scenario => Results[^1].Scenario;

    /// <summary>The worst outcome of the scenario in all runs.</summary>
    public MergedOutcome Outcome => Results.Select(result => result.Scenario.Outcome).MaxBy(Rank);

    /// <summary>Makes a row for each scenario, in the order in which the runs have them.</summary>
    public static ImmutableArray<ReportRow> Of(ImmutableArray<RecordIndex> runs) =>
    [
        .. runs.SelectMany(run => run.Run.Scenarios.Select(scenario => (Run: run, Scenario: scenario)))
            .GroupBy(result => (result.Scenario.Place, result.Scenario.Title))
            .Select((results, index) => new ReportRow(index + 1, [.. results])),
    ];

    private static int Rank(MergedOutcome outcome) => outcome switch
    {
        MergedOutcome.Failed => 5,
        MergedOutcome.Flaky => 4,
        MergedOutcome.Known => 3,
        MergedOutcome.Fixed => 2,
        MergedOutcome.Passed => 1,
        _ => 0,
    };
}
