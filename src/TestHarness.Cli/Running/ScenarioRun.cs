using System.Collections.Immutable;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Reports.Bundles;
using TestHarness.Reports.Recording;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>The run of a selection without mistakes, with its record, and its report to a person.</summary>
/// <param name="Header">The first line of the record, still without the scenarios when it is a new one.</param>
internal sealed record ScenarioRun(FeatureSelection Selection, LabEnvironment Environment, RunLine Header)
{
    /// <summary>The rounds and the stop at a failure.</summary>
    public RunOptions Options { get; init; } = RunOptions.Default;

    /// <summary>The form of the reports while the run happens.</summary>
    public RunStyle Style { get; init; } = new();

    /// <summary>The record with which the run goes on; null when it makes a new one.</summary>
    public RunRecord? Earlier { get; init; }

    /// <summary>The names by which the record knows scenarios, where it is not their place.</summary>
    public ImmutableDictionary<ScenarioPlan, PlannedScenario> Names { get; init; } =
        ImmutableDictionary<ScenarioPlan, PlannedScenario>.Empty;

    /// <summary>Runs the scenarios; returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var (terminal, labs) = (Terminal.Output, new LabReports());
        var running = new RunningScenarios();
        using var cancellation = new Cancellation(() => running.Texts);
        var durations = EarlierRuns.Of(Environment);
        var keepsResults = Earlier is not null && new RunFolders(RunSettings.Reports).Ids[0] == Earlier.Run.Id;
        using var recording = Start();
        var bundles = new Dictionary<ScenarioPlan, BundleResult>(ReferenceEqualityComparer.Instance);
        var recorder = new RunRecorder(recording, RunHeader.Hosts)
        {
            Bundles = RunBundles.Of(recording.Id, Terminal.Texts),
            BundleMade = (scenario, bundle) => bundles[scenario] = bundle,
            Cancelled = cancellation.Token,
            NameOf = Name,
            ExitCode = (result, counts) => Verdict(result, counts),
        };
        using var events = Style.HasEvents ? new RunEvents(recording, Total, Name, cancellation) : null;
        var report = RunReport.Start(RunSettings.Reports, Terminal.Texts, recording, keepsResults);
        var status = new LiveStatus(Total, durations.Expect(Selection.Scenarios), TimeProvider.System);
        var failures = new FailureReport(terminal, labs, bundles.GetValueOrDefault);
        IRunObserver live = Style.IsQuiet ? failures : new LiveReport(terminal, Total, cancellation.Token);
        var options = Options with
        {
            Observers =
            [
                .. events is null ? (IRunObserver[])[] : [events.Stream],
                ResultWriter.Create(report.Allure), recorder, labs, durations, running, status, live,
            ],
            Strict = Header.Strict,
            SideBySide = ScenarioNeeds.SideBySide(Environment),
            Report = report.Cucumber,
        };

        if (!Style.IsQuiet)
            WriteStart(terminal, durations);
        using var steps = Selection.Steps.Value;
        RunResult result;
        using (Style.IsQuiet ? null : terminal.ShowStatus(() => status.Lines()))
            result = await new FeatureRunner(steps, options).RunAsync(Selection.Features, cancellation.Token);
        var counts = recording.Read().Counts;
        new RunSummary(terminal, labs, failures) { IsQuiet = Style.IsQuiet }.Write(result);
        if (Earlier is not null)
            terminal.WriteLine($"the whole run: {RunTable.Text(counts)}");
        WriteFiles(terminal, recording, report);
        return Verdict(result, counts);
    }

    private int? Total => Options.Rounds == int.MaxValue ? null : Selection.Scenarios.Length * Options.Rounds;

    /// <summary>Returns the exit code; the scenarios of the earlier parts of the run count too.</summary>
    private static int Verdict(RunResult result, RunCounts counts)
    {
        var code = RunVerdict.Of(result, isOfQemu: !RunSettings.Qemus.IsEmpty);
        return code == ExitCode.Success && counts.Failed + counts.Flaky > 0 ? ExitCode.Failure : code;
    }

    private PlannedScenario Name(ScenarioPlan scenario) =>
        Names.GetValueOrDefault(scenario) ?? RunRecorder.Name(scenario, RunSettings.Root);

    private RunRecording Start() => Earlier is null
        ? RunHeader.Start(Header with { Scenarios = [.. Selection.Scenarios.Select(Name)] }, Terminal.Texts)
        : RunHeader.Resume(Earlier, Terminal.Texts);

    private void WriteStart(Terminal terminal, EarlierRuns durations)
    {
        var rounds = Options.Rounds switch
        {
            1 => "",
            int.MaxValue => "; rounds: until one fails",
            var count => $"; rounds: {count}",
        };
        terminal.WriteLine(
            $"environment: {Environment.Name}{(Header.Strict ? ", strict" : "")}; scenarios: {Selection.Scenarios.Length}; "
            + $"features: {Selection.Features.Features.Length}{rounds}");
        if (durations.Estimate(Selection.Scenarios) is { } estimate)
            terminal.WriteLine($"time: {estimate}{(Options.Rounds == 1 ? "" : ", each round")}");
    }

    private static void WriteFiles(Terminal terminal, RunRecording recording, RunReport report)
    {
        terminal.WriteLine($"record: {Places.Of(Path.Combine(recording.Folder, RecordReader.FileName))}");
        if (recording.Failure is { } missing)
            terminal.WriteLine($"the record is not whole: {missing}", Tone.Bad);
        var results = Places.Of(Path.Combine(RunSettings.Reports, RunReport.ResultsFolder));
        terminal.WriteLine($"report: {results}, {Places.Of(report.Cucumber.HtmlPath)}");
        if (RunSettings.LearnBaseline)
            terminal.WriteLine($"baseline: {Places.Of(RunSettings.BaselinePath)}");
        if (CurrentRun.Started?.EvidenceFolder is { } evidence && Directory.Exists(evidence))
            terminal.WriteLine($"evidence: {Places.Of(evidence)}");
    }
}
