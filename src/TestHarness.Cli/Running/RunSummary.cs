using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Health;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>
/// The summary of a run for a person: a table of the scenarios, the legs, the failures again, the totals, and the counts of
/// checks that were not made and of findings that were accepted.
/// </summary>
internal sealed class RunSummary(Terminal terminal, LabReports reports, FailureReport failures)
{
    /// <summary>The tag of a scenario whose hosts and devices are a recording.</summary>
    private const string RecordedTag = "recorded";

    /// <summary>
    /// The largest number of rows, as nobody reads a longer table. With more scenarios, the table has those that did not pass, up
    /// to this number.
    /// </summary>
    internal const int MostRows = 200;

    /// <summary>Whether the failures of scenarios were written before, and only the rest of the summary is left.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Writes the summary.</summary>
    public void Write(RunResult result)
    {
        terminal.WriteLine();
        var scenarios = ScenarioAttempts.Of(result);
        if (!IsQuiet)
            WriteAll(result, scenarios);
        failures.WriteHooks(result);
        WriteKnown(scenarios);
        WriteNotRun(result);
        terminal.WriteLine();
        terminal.WriteLine(Totals(scenarios), result.IsSuccess ? Tone.Good : Tone.Bad);
        if (scenarios.Count(IsPassedRecording) is > 0 and var recorded)
            terminal.WriteLine(
                $"of the passed, {recorded} compared recordings: no host and no device had a part in them", Tone.Warning);
        WriteCount("checks were not made", reports.NotChecked, UnmadeChecks.FileName);
        WriteCount("findings were accepted", reports.Allowed, AllowedFindings.FileName);
    }

    private void WriteAll(RunResult result, ImmutableArray<ScenarioAttempts> scenarios)
    {
        WriteOverview(scenarios);
        WriteLegs(result);
        foreach (var scenario in result.Scenarios.Where(scenario => scenario.IsFailure))
            failures.Write(scenario);
    }

    private void WriteCount(string what, (long Count, int Scenarios) sum, string file)
    {
        if (sum.Count > 0)
            terminal.WriteLine($"{what}: {sum.Count}, in {sum.Scenarios} scenarios ({file} of their evidence)", Tone.Warning);
    }

    private static bool IsPassedRecording(ScenarioAttempts scenario) =>
        scenario.Outcome == MergedOutcome.Passed && scenario.Last.Scenario.Tags.Contains(RecordedTag);

    private static string Totals(ImmutableArray<ScenarioAttempts> scenarios)
    {
        var flaky = Count(MergedOutcome.Flaky) is > 0 and var count ? $"{count} flaky, " : "";
        var known = Count(MergedOutcome.Known) is > 0 and var sum ? $"{sum} known, " : "";
        var isFixed = Count(MergedOutcome.Fixed) is > 0 and var passes ? $"{passes} fixed?, " : "";
        return $"{Count(MergedOutcome.Passed)} passed, {Count(MergedOutcome.Failed)} failed, {flaky}{known}{isFixed}"
            + $"{Count(MergedOutcome.Skipped)} skipped";

        int Count(MergedOutcome outcome) => scenarios.Count(scenario => scenario.Outcome == outcome);
    }

    private static string Status(ScenarioAttempts scenario) =>
        IsPassedRecording(scenario) ? $"{scenario.Status} (recorded)" : scenario.Status;

    private void WriteOverview(ImmutableArray<ScenarioAttempts> scenarios)
    {
        ScenarioAttempts[] shown = [.. scenarios
            .Where(scenario => scenarios.Length <= MostRows || scenario.Outcome != MergedOutcome.Passed)
            .Take(MostRows)];
        if (shown.Length < scenarios.Length)
            terminal.WriteLine(
                $"{scenarios.Length} scenarios ran; the table has the {shown.Length} of them that did not pass, "
                + $"at most {MostRows}");
        if (shown.Length > 0)
            terminal.Write(Table(shown));
    }

    private static TextTable Table(IEnumerable<ScenarioAttempts> scenarios)
    {
        var table = new TextTable("scenario", "place", "status", new TextColumn("duration", IsRightAligned: true));
        foreach (var scenario in scenarios)
        {
            table.Add(
                scenario.Last.Scenario.Title,
                Places.Of(scenario.Last.Scenario),
                new TextCell(Status(scenario), scenario.Tone),
                Durations.Text(scenario.Duration));
        }

        return table;
    }

    /// <summary>Writes each known issue that was seen, and each that was not although its entry says that it always is.</summary>
    private void WriteKnown(ImmutableArray<ScenarioAttempts> scenarios)
    {
        foreach (var scenario in scenarios.Where(scenario => scenario.Known is not null))
        {
            terminal.WriteLine();
            terminal.WriteLine($"{Outcomes.Text(scenario.Outcome)}: {scenario.Last.Scenario.Title}", Tone.Warning);
            terminal.WriteIndented(scenario.Known!.Note, 2);
        }
    }

    private void WriteNotRun(RunResult result)
    {
        if (result.NotRun.IsEmpty)
            return;
        terminal.WriteLine();
        terminal.WriteLine($"not run, as another scenario had failed: {result.NotRun.Length}", Tone.Warning);
        foreach (var scenario in result.NotRun.Take(MostRows))
            terminal.WriteIndented($"{scenario.Title}  {Places.Of(scenario)}", 2, Tone.Faint);
    }

    private void WriteLegs(RunResult result)
    {
        foreach (var scenario in result.Scenarios.DistinctBy(scenario => scenario.Scenario))
        {
            if (reports.LegsOf(scenario.Scenario) is not { Length: > 0 } legs)
                continue;
            terminal.WriteLine();
            terminal.WriteLine(scenario.Scenario.Title, Tone.Strong);
            terminal.WriteIndented(string.Join('\n', legs), 2);
        }
    }
}
