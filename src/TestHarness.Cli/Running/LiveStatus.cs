using System.Collections.Immutable;
using TestHarness.Cli.Terminals;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The state of a run in a few lines: the counts and times of the run, and what each scenario that runs does.</summary>
/// <param name="total">The number of scenarios in all rounds; null when the rounds have no end.</param>
/// <param name="expected">The expected duration of each scenario.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveStatus(
    int? total, ImmutableDictionary<ScenarioPlan, TimeSpan> expected, TimeProvider time) : IRunObserver
{
    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly List<ScenarioStatus> _running = [];
    private readonly SortedDictionary<Outcome, int> _outcomes = [];
    private TimeSpan _finished;

    /// <inheritdoc/>
    public IRunObserver Follow(ScenarioPlan scenario) => new Follower(this, new ScenarioStatus(scenario, time.GetTimestamp()));

    /// <summary>Returns the lines.</summary>
    public ImmutableArray<string> Lines()
    {
        lock (_gate)
        {
            return
            [
                Summary(),
                .. _running.Count == 1
                    ? [$"  {_running[0].Name}", $"    {_running[0].Doing}"]
                    : _running.Select(scenario => $"  {scenario.Name}: {scenario.Doing}"),
            ];
        }
    }

    private string Summary()
    {
        var counts = string.Join(
            ", ", _outcomes.Select(each => $"{each.Value} {Outcomes.Text(each.Key)}").DefaultIfEmpty("none has ended"));
        var left = Left is { } rest && rest >= TimeSpan.FromSeconds(1) ? $", about {Durations.Whole(rest)} left" : "";
        return $"{_outcomes.Values.Sum()}{(total is null ? "" : $" of {total}")} scenarios: {counts}; "
            + $"{Durations.Whole(time.GetElapsedTime(_start))}{left}";
    }

    /// <summary>The expected time up to the end; null when the rounds have no end.</summary>
    private TimeSpan? Left
    {
        get
        {
            if (total is null || expected.IsEmpty)
                return null;
            var rounds = (double)total.Value / expected.Count;
            var all = expected.Values.Aggregate(TimeSpan.Zero, (sum, each) => sum + each) * rounds;
            return _running.Aggregate(all - _finished, (left, scenario) =>
                left - Least(Expected(scenario.Scenario), time.GetElapsedTime(scenario.Start)));
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private TimeSpan Expected(ScenarioPlan scenario) => expected.GetValueOrDefault(scenario);

    private void Start(ScenarioStatus scenario)
    {
        lock (_gate)
            _running.Add(scenario);
    }

    private void Finish(ScenarioStatus scenario, Outcome outcome)
    {
        lock (_gate)
        {
            _running.Remove(scenario);
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            _finished += Expected(scenario.Scenario);
        }
    }

    private sealed class Follower(LiveStatus all, ScenarioStatus status) : IRunObserver
    {
        public void ScenarioStarted(ScenarioPlan scenario) => all.Start(status);

        public void HookStarted(HookMethod hook) => status.Hook = hook.Type;

        public void StepStarted(StepPlan step) => status.Step = step;

        public void ProgressMade(object progress) => status.Add(progress);

        public void ScenarioFinished(ScenarioResult result) => all.Finish(status, result.Outcome);
    }
}
