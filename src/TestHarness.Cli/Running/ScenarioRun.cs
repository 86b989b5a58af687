using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>The run of a selection without mistakes, with its record, and its report to a person.</summary>
/// <param name="header">The first line of the record, still without the scenarios.</param>
internal sealed class ScenarioRun(FeatureSelection selection, LabEnvironment environment, RunLine header)
{
    /// <summary>Runs the scenarios; returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var terminal = Terminal.Output;
        var labs = new LabReports();
        using var cancellation = new Cancellation();
        var live = new LiveReport(terminal, selection.Scenarios.Length, cancellation.Token);
        var machines = environment.Hosts.Select(host => host.Connection).Distinct().Count();
        var earlier = EarlierRuns.Of(environment);
        using var recording = Start();
        var recorder = new RunRecorder(recording, RunHeader.Hosts)
        {
            Cancelled = cancellation.Token,
            NameOf = Name,
            ExitCode = (result, _) => Verdict(result),
        };
        var report = RunReport.Start(RunSettings.Reports, Terminal.Texts, recording);
        var options = new RunOptions([ResultWriter.Create(report.Allure), recorder, labs, earlier, live], header.Strict)
        {
            SideBySide = new SideBySide(machines, ScenarioNeeds.AcceptsAnyHost),
            Report = report.Cucumber,
        };

        terminal.WriteLine(
            $"environment: {environment.Name}{(header.Strict ? ", strict" : "")}; scenarios: {selection.Scenarios.Length}; "
            + $"features: {selection.Features.Features.Length}");
        if (earlier.Estimate(selection.Scenarios) is { } estimate)
            terminal.WriteLine($"time: {estimate}");
        using var steps = selection.Steps.Value;
        var result = await new FeatureRunner(steps, options).RunAsync(selection.Features, cancellation.Token);
        new RunSummary(terminal, labs).Write(result);
        terminal.WriteLine($"record: {Places.Of(Path.Combine(recording.Folder, RecordReader.FileName))}");
        if (recording.Failure is { } missing)
            terminal.WriteLine($"the record is not whole: {missing}", Tone.Bad);
        var results = Places.Of(Path.Combine(RunSettings.Reports, RunReport.ResultsFolder));
        terminal.WriteLine($"report: {results}, {Places.Of(report.Cucumber.HtmlPath)}");
        if (RunSettings.LearnBaseline)
            terminal.WriteLine($"baseline: {Places.Of(RunSettings.BaselinePath)}");
        if (CurrentRun.Started?.EvidenceFolder is { } evidence && Directory.Exists(evidence))
            terminal.WriteLine($"evidence: {Places.Of(evidence)}");
        return Verdict(result);
    }

    private static int Verdict(RunResult result) => RunVerdict.Of(result, isOfQemu: !RunSettings.Qemus.IsEmpty);

    private static PlannedScenario Name(ScenarioPlan scenario) => RunRecorder.Name(scenario, RunSettings.Root);

    private RunRecording Start() => RunHeader.Start(
        header with { Scenarios = [.. selection.Scenarios.Select(Name)] }, Terminal.Texts);
}
