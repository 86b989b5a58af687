using System.Collections.Concurrent;
using TestHarness.Cli.Terminals;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The scenarios that run now, for a message about a cancellation.</summary>
internal sealed class RunningScenarios : IRunObserver
{
    private readonly ConcurrentDictionary<ScenarioPlan, string> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>The titles, places and hosts of the scenarios, for example <c>A (a.feature:3) on host1, host2</c>.</summary>
    public IEnumerable<string> Texts => _running.Select(each => $"'{each.Key.Title}' ({Places.Of(each.Key)}){each.Value}");

    /// <inheritdoc/>
    public IRunObserver Follow(ScenarioPlan scenario) => new Follower(this, scenario);

    private sealed class Follower(RunningScenarios all, ScenarioPlan scenario) : IRunObserver
    {
        /// <inheritdoc/>
        public void ScenarioStarted(ScenarioPlan started) => all._running[scenario] = "";

        /// <inheritdoc/>
        public void ProgressMade(object progress)
        {
            if (progress is LabOpened opened)
                all._running[scenario] = $" on {string.Join(", ", opened.Hosts)}";
        }

        /// <inheritdoc/>
        public void ScenarioFinished(ScenarioResult result) => all._running.TryRemove(scenario, out _);
    }
}
