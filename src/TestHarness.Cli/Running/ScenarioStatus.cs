using System.Globalization;
using Reqnroll.Bindings;
using TestHarness.Labs;
using TestHarness.Migration;
using TestHarness.Scenarios.Features;

namespace TestHarness.Cli.Running;

/// <summary>What a scenario that runs does. One thread writes it while another one reads it.</summary>
/// <param name="start">The timestamp of the start.</param>
internal sealed class ScenarioStatus(ScenarioPlan scenario, long start)
{
    private volatile string _hosts = "";
    private volatile LegEvent? _leg;
    private volatile StepPlan? _step;
    private volatile bool _isEnding;

    /// <summary>The scenario.</summary>
    public ScenarioPlan Scenario => scenario;

    /// <summary>The timestamp of the start.</summary>
    public long Start => start;

    /// <summary>The hook that started last.</summary>
    public HookType Hook
    {
        set => _isEnding |= value == HookType.AfterScenario;
    }

    /// <summary>The step that started last.</summary>
    public StepPlan Step
    {
        set => (_step, _leg) = (value, null);
    }

    /// <summary>The title with the hosts.</summary>
    public string Name => $"{scenario.Title}{_hosts}";

    /// <summary>What the scenario does now.</summary>
    public string Doing => _isEnding ? "ends: undoes what it made, and looks for leaks"
        : _leg is { } leg ? Text(leg)
        : _step is { } step ? $"{step}"
        : "starts";

    /// <summary>Takes progress of the scenario.</summary>
    public void Add(object progress)
    {
        switch (progress)
        {
            case LabOpened opened:
                _hosts = $" on {string.Join(", ", opened.Hosts)}";
                break;
            case LegEvent leg:
                _leg = leg;
                break;
        }
    }

    private static string Text(LegEvent leg) => $"leg {leg.Number}, {leg.From} → {leg.To}: {What(leg)}";

    private static string What(LegEvent leg) => leg switch
    {
        LegMoved moved => What(moved),
        LegArrived => "checks",
        LegChecked => "checked",
        _ => "starts",
    };

    private static string What(LegMoved leg)
    {
        const double MB = 1e6;
        var dirty = leg.DirtyBytesPerSecond > 0 ? $", {Number(leg.DirtyBytesPerSecond / MB)} MB/s dirtied" : "";
        var throttle = leg.ThrottlePercent is { } share ? $", slowed by {share} %" : "";
        return $"{Number(Math.Floor(leg.Percent))} % of {leg.TotalBytes >> 20} MiB, {Number(leg.Mbps / 8)} MB/s{dirty}, "
            + $"pass {leg.Passes}{throttle}{(leg.Status == "active" ? "" : $", {leg.Status}")}";
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
