using TestHarness.Cli.Terminals;
using TestHarness.Reports.Bundles;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The failures of a run for a person; as an observer it writes each one when its scenario ends.</summary>
/// <param name="bundleOf">Returns the last bundle of a scenario; null when none was to be made.</param>
internal sealed class FailureReport(Terminal terminal, LabReports reports, Func<ScenarioPlan, BundleResult?> bundleOf)
    : IRunObserver
{
    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        if (result.IsFailure)
            Write(result);
    }

    /// <summary>Writes the failure of a scenario, with the place of its evidence.</summary>
    public void Write(ScenarioResult scenario)
    {
        terminal.WriteLine();
        terminal.WriteLine($"failed: {scenario.Scenario.Title}", Tone.Bad);
        terminal.WriteIndented($"at {Places.Of(scenario.Scenario.Feature, scenario.Location)}", 2);
        foreach (var error in scenario.Errors)
            terminal.WriteIndented(ErrorText.Of(error), 2);
        if (scenario.Known is { } known)
            terminal.WriteIndented(known.Note, 2, Tone.Bad);
        if (reports.EvidenceOf(scenario.Scenario) is { } folder)
            terminal.WriteIndented($"evidence: {Places.Of(folder)}", 2);
        if (bundleOf(scenario.Scenario) is { } bundle)
            WriteBundle(bundle);
    }

    /// <summary>Writes the failures of hooks that belong to no scenario.</summary>
    public void WriteHooks(RunResult result)
    {
        foreach (var error in result.HookErrors)
        {
            terminal.WriteLine();
            terminal.WriteLine("failed: a hook of the run or of a feature", Tone.Bad);
            terminal.WriteIndented(ErrorText.Of(error), 2);
        }
    }

    private void WriteBundle(BundleResult bundle)
    {
        if (bundle.Path is { } path)
            terminal.WriteIndented($"bundle: {Places.Of(path)}", 2);
        else
            terminal.WriteIndented($"the bundle could not be written: {bundle.Failure}", 2, Tone.Warning);
    }
}
