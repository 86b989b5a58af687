using TestHarness.Cli.Terminals;
using TestHarness.Health;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>
/// The summary of a run for a person: a table of the scenarios, the legs, the failures again, the totals, and the counts of
/// checks that were not made and of findings that were accepted.
/// </summary>
internal sealed class RunSummary(Terminal terminal, LabReports reports)
{
    /// <summary>The tag of a scenario whose hosts and devices are a recording.</summary>
    private const string RecordedTag = "recorded";

    /// <summary>
    /// The largest number of rows, as nobody reads a longer table. With more scenarios, the table has those that did not pass, up
    /// to this number.
    /// </summary>
    internal const int MostRows = 200;

    /// <summary>Writes the summary.</summary>
    public void Write(RunResult result)
    {
        terminal.WriteLine();
        WriteOverview(result);
        WriteLegs(result);
        WriteFailures(result);
        terminal.WriteLine();
        terminal.WriteLine(Totals(result), result.IsSuccess ? Tone.Good : Tone.Bad);
        if (result.Scenarios.Count(IsPassedRecording) is > 0 and var recorded)
            terminal.WriteLine(
                $"of the passed, {recorded} compared recordings: no host and no device had a part in them", Tone.Warning);
        WriteCount("checks were not made", reports.NotChecked, UnmadeChecks.FileName);
        WriteCount("findings were accepted", reports.Allowed, AllowedFindings.FileName);
    }

    private void WriteCount(string what, (long Count, int Scenarios) sum, string file)
    {
        if (sum.Count > 0)
            terminal.WriteLine($"{what}: {sum.Count}, in {sum.Scenarios} scenarios ({file} of their evidence)", Tone.Warning);
    }

    private static bool IsPassedRecording(ScenarioResult result) =>
        result.Outcome == Outcome.Passed && result.Scenario.Tags.Contains(RecordedTag);

    private static string Totals(RunResult result)
    {
        var failed = result.Scenarios.Count(scenario => scenario.IsFailure);
        return $"{result.Count(Outcome.Passed)} passed, {failed} failed, {result.Count(Outcome.Skipped)} skipped";
    }

    private static string Status(ScenarioResult result) =>
        IsPassedRecording(result) ? $"{Outcomes.Text(result.Outcome)} (recorded)" : Outcomes.Text(result.Outcome);

    private void WriteOverview(RunResult result)
    {
        ScenarioResult[] shown = [.. result.Scenarios
            .Where(scenario => result.Scenarios.Length <= MostRows || scenario.Outcome != Outcome.Passed)
            .Take(MostRows)];
        if (shown.Length < result.Scenarios.Length)
            terminal.WriteLine(
                $"{result.Scenarios.Length} scenarios ran; the table has the {shown.Length} of them that did not pass, "
                + $"at most {MostRows}");
        if (shown.Length > 0)
            terminal.Write(Table(shown));
    }

    private static TextTable Table(IEnumerable<ScenarioResult> scenarios)
    {
        var table = new TextTable("scenario", "place", "status", new TextColumn("duration", IsRightAligned: true));
        foreach (var scenario in scenarios)
        {
            table.Add(
                scenario.Scenario.Title,
                Places.Of(scenario.Scenario),
                new TextCell(Status(scenario), Outcomes.ToneOf(scenario.Outcome)),
                Durations.Text(scenario.Duration));
        }

        return table;
    }

    private void WriteLegs(RunResult result)
    {
        foreach (var scenario in result.Scenarios)
        {
            if (reports.LegsOf(scenario.Scenario) is not { Length: > 0 } legs)
                continue;
            terminal.WriteLine();
            terminal.WriteLine(scenario.Scenario.Title, Tone.Strong);
            terminal.WriteIndented(string.Join('\n', legs), 2);
        }
    }

    private void WriteFailures(RunResult result)
    {
        foreach (var scenario in result.Scenarios.Where(scenario => scenario.IsFailure))
        {
            terminal.WriteLine();
            terminal.WriteLine($"failed: {scenario.Scenario.Title}", Tone.Bad);
            terminal.WriteIndented($"at {Places.Of(scenario.Scenario.Feature, scenario.Location)}", 2);
            foreach (var error in scenario.Errors)
                terminal.WriteIndented(ErrorText.Of(error), 2);
            if (reports.EvidenceOf(scenario.Scenario) is { } folder)
                terminal.WriteIndented($"evidence: {Places.Of(folder)}", 2);
        }

        foreach (var error in result.HookErrors)
        {
            terminal.WriteLine();
            terminal.WriteLine("failed: a hook of the run or of a feature", Tone.Bad);
            terminal.WriteIndented(ErrorText.Of(error), 2);
        }
    }
}
