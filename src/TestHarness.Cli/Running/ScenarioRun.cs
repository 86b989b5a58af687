using TestHarness.Cli.Comparing;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>The run of a selection without mistakes, with its report to a person.</summary>
internal sealed class ScenarioRun(FeatureSelection selection, LabEnvironment environment, bool strict)
{
    /// <summary>The file that the scenarios are recorded in; null when there is none.</summary>
    public string? Json { get; init; }

    /// <summary>Runs the scenarios; returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var terminal = Terminal.Output;
        var labs = new LabReports();
        using var cancellation = new Cancellation();
        var live = new LiveReport(terminal, selection.Scenarios.Length, cancellation.Token);
        var machines = environment.Hosts.Select(host => host.Connection).Distinct().Count();
        var earlier = EarlierRuns.Of(environment);
        var report = Report();
        var options = new RunOptions([ResultWriter.Create(report.Allure), labs, earlier, live, .. Recorders()], strict)
        {
            SideBySide = new SideBySide(machines, ScenarioNeeds.AcceptsAnyHost),
            Report = report.Cucumber,
        };

        terminal.WriteLine(
            $"environment: {environment.Name}{(strict ? ", strict" : "")}; scenarios: {selection.Scenarios.Length}; features: "
            + $"{selection.Features.Features.Length}");
        if (earlier.Estimate(selection.Scenarios) is { } estimate)
            terminal.WriteLine($"time: {estimate}");
        using var steps = selection.Steps.Value;
        var result = await new FeatureRunner(steps, options).RunAsync(selection.Features, cancellation.Token);
        new RunSummary(terminal, labs).Write(result);
        var results = Places.Of(Path.Combine(RunSettings.Reports, RunReport.ResultsFolder));
        terminal.WriteLine($"report: {results}, {Places.Of(report.Cucumber.HtmlPath)}");
        if (RunSettings.LearnBaseline)
            terminal.WriteLine($"baseline: {Places.Of(RunSettings.BaselinePath)}");
        if (CurrentRun.Started?.EvidenceFolder is { } evidence && Directory.Exists(evidence))
            terminal.WriteLine($"evidence: {Places.Of(evidence)}");
        return RunVerdict.Of(result, isOfQemu: !RunSettings.Qemus.IsEmpty);
    }

    private IEnumerable<IRunObserver> Recorders() => Json is null ? [] : [new RunRecorder(Json)];

    private static RunReport Report()
    {
        try
        {
            return RunReport.Start(RunSettings.Reports, Terminal.Texts);
        }
        catch (HarnessException exception)
        {
            throw new BadInputException(exception.Message);
        }
    }
}
