using Reqnroll.Bindings;
using TestHarness.Cli.Terminals;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The report of a run to a person while it happens.</summary>
/// <param name="total">The number of scenarios in all rounds; null when the rounds have no end.</param>
internal sealed class LiveReport(Terminal terminal, int? total, CancellationToken cancelled) : IRunObserver
{
    private const int StepIndent = 2;
    private const int OutputIndent = 6;

    private static readonly TimeSpan LongHook = TimeSpan.FromSeconds(1);

    private readonly HashSet<Exception> _shown = [];
    private FeatureHeader _feature = null!;
    private int _number;
    private bool _isLineOpen;
    private bool _isOver;

    /// <inheritdoc/>
    public void FeatureStarted(FeatureHeader feature)
    {
        _feature = feature;
        terminal.WriteLine();
        terminal.WriteLine($"Feature: {feature.Title}", Tone.Strong);
    }

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario)
    {
        _isOver = scenario.IsIgnored || cancelled.IsCancellationRequested;
        terminal.WriteLine();
        terminal.Write($"[{++_number}{(total is null ? "" : $"/{total}")}] {scenario.Title}", Tone.Strong);
        terminal.WriteLine($"  {Places.Of(scenario)}", Tone.Faint);
    }

    /// <inheritdoc/>
    public void HookStarted(HookMethod hook) => _isOver |= hook.Type == HookType.AfterScenario;

    /// <inheritdoc/>
    public void HookFinished(HookResult result)
    {
        _isOver |= result.Error is not null;
        var line = $"{result.Hook.Type} {result.Hook.Name} ({Durations.Text(result.Duration)})";
        if (result.Error is { } error and not ScenarioSkippedException)
            Show(line, error);
        else if (result.Duration > LongHook)
            terminal.WriteIndented(line, StepIndent, Tone.Faint);
    }

    /// <inheritdoc/>
    public void StepStarted(StepPlan step)
    {
        if (_isOver)
            return;
        _isLineOpen = true;
        terminal.Write($"{new string(' ', StepIndent)}{step}");
    }

    /// <inheritdoc/>
    public void StepFinished(StepResult result)
    {
        if (_isOver)
            return;
        var status = Outcomes.Text(result.Outcome);
        terminal.Write(_isLineOpen ? "  " : new string(' ', OutputIndent));
        terminal.Write(status, Outcomes.ToneOf(result.Outcome));
        terminal.WriteLine($" ({Durations.Text(result.Duration)})", Tone.Faint);
        _isLineOpen = false;
        _isOver = result.Error is not null;
        if (result.Error is { } error and not ScenarioSkippedException)
            Show($"at {Places.Of(_feature, result.Step.Location)}", error);
    }

    /// <inheritdoc/>
    public void OutputWritten(string line)
    {
        if (_isLineOpen)
            terminal.WriteLine();
        _isLineOpen = false;
        terminal.WriteIndented(line, OutputIndent, Tone.Faint);
    }

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        foreach (var error in result.Errors.Where(error => !_shown.Contains(error)))
            Show($"at {Places.Of(_feature, result.Location)}", error);
        terminal.Write($"{new string(' ', StepIndent)}{Outcomes.Text(result.Outcome)}", Outcomes.ToneOf(result.Outcome));
        terminal.WriteLine(result.Outcome == Outcome.Skipped ? $": {result.Reason}" : $" in {Durations.Text(result.Duration)}");
        if (result.Known is { } known)
            terminal.WriteIndented(known.Note, OutputIndent, Outcomes.ToneOf(known.Kind));
    }

    private void Show(string place, Exception error)
    {
        _shown.Add(error);
        terminal.WriteIndented(place, OutputIndent, Tone.Bad);
        terminal.WriteIndented(ErrorText.Of(error), OutputIndent, Tone.Bad);
    }
}
