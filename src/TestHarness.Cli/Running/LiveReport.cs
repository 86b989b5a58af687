using Reqnroll.Bindings;
using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>Shows a run to a person as it happens.</summary>
internal sealed class LiveReport(Terminal terminal, int total, CancellationToken cancelled) : IRunObserver
{
    private const int StepIndent = 2;
    private const int OutputIndent = 6;

    private static readonly TimeSpan LongHook = TimeSpan.FromSeconds(1);

    private readonly HashSet<Exception> shown = [];
    private FeatureHeader feature = null!;
    private int number;
    private bool isLineOpen;
    private bool isOver;

    public void FeatureStarted(FeatureHeader feature)
    {
        this.feature = feature;
        terminal.WriteLine();
        terminal.WriteLine($"Feature: {feature.Title}", Tone.Strong);
    }

    public void ScenarioStarted(ScenarioPlan scenario)
    {
        isOver = scenario.IsIgnored || cancelled.IsCancellationRequested;
        terminal.WriteLine();
        terminal.Write($"[{++number}/{total}] {scenario.Title}", Tone.Strong);
        terminal.WriteLine($"  {Places.Of(scenario)}", Tone.Faint);
    }

    public void HookStarted(HookMethod hook) => isOver |= hook.Type == HookType.AfterScenario;

    public void HookFinished(HookResult result)
    {
        isOver |= result.Error is not null;
        var line = $"{result.Hook.Type} {result.Hook.Name} ({Durations.Text(result.Duration)})";
        if (result.Error is { } error and not ScenarioSkippedException)
            Show(line, error);
        else if (result.Duration > LongHook)
            terminal.WriteIndented(line, StepIndent, Tone.Faint);
    }

    public void StepStarted(StepPlan step)
    {
        if (isOver)
            return;
        isLineOpen = true;
        terminal.Write($"{new string(' ', StepIndent)}{step}");
    }

    public void StepFinished(StepResult result)
    {
        if (isOver)
            return;
        var status = Outcomes.Text(result.Outcome);
        terminal.Write(isLineOpen ? "  " : new string(' ', OutputIndent));
        terminal.Write(status, Outcomes.ToneOf(result.Outcome));
        terminal.WriteLine($" ({Durations.Text(result.Duration)})", Tone.Faint);
        isLineOpen = false;
        isOver = result.Error is not null;
        if (result.Error is { } error and not ScenarioSkippedException)
            Show($"at {Places.Of(feature, result.Step.Location)}", error);
    }

    public void OutputWritten(string line)
    {
        if (isLineOpen)
            terminal.WriteLine();
        isLineOpen = false;
        terminal.WriteIndented(line, OutputIndent, Tone.Faint);
    }

    public void ScenarioFinished(ScenarioResult result)
    {
        foreach (var error in result.Errors.Where(error => !shown.Contains(error)))
            Show($"at {Places.Of(feature, result.Location)}", error);
        terminal.Write($"{new string(' ', StepIndent)}{Outcomes.Text(result.Outcome)}", Outcomes.ToneOf(result.Outcome));
        terminal.WriteLine(result.Outcome == Outcome.Skipped ? $": {result.Reason}" : $" in {Durations.Text(result.Duration)}");
    }

    private void Show(string place, Exception error)
    {
        shown.Add(error);
        terminal.WriteIndented(place, OutputIndent, Tone.Bad);
        terminal.WriteIndented(ErrorText.Of(error), OutputIndent, Tone.Bad);
    }
}
