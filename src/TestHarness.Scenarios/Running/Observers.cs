using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>All observers of a run as one, called in their order.</summary>
/// <param name="gate">The lock that lets one caller in at a time; a new one when it is null.</param>
internal sealed class Observers(ImmutableArray<IRunObserver> all, Lock? gate = null) : IRunObserver
{
    private readonly Lock _gate = gate ?? new();

    /// <inheritdoc/>
    public void RunStarted(DateTimeOffset start) => Tell(o => o.RunStarted(start));

    /// <inheritdoc/>
    public void RunFinished(RunResult result) => Tell(o => o.RunFinished(result));

    /// <inheritdoc/>
    public void FeatureStarted(FeatureHeader feature) => Tell(o => o.FeatureStarted(feature));

    /// <inheritdoc/>
    public void FeatureFinished(FeatureResult result) => Tell(o => o.FeatureFinished(result));

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario) => Tell(o => o.ScenarioStarted(scenario));

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result) => Tell(o => o.ScenarioFinished(result));

    /// <inheritdoc/>
    public void HookStarted(HookMethod hook) => Tell(o => o.HookStarted(hook));

    /// <inheritdoc/>
    public void HookFinished(HookResult result) => Tell(o => o.HookFinished(result));

    /// <inheritdoc/>
    public void StepStarted(StepPlan step) => Tell(o => o.StepStarted(step));

    /// <inheritdoc/>
    public void StepFinished(StepResult result) => Tell(o => o.StepFinished(result));

    /// <inheritdoc/>
    public void OutputWritten(string line) => Tell(o => o.OutputWritten(line));

    /// <inheritdoc/>
    public void AttachmentAdded(Attachment attachment) => Tell(o => o.AttachmentAdded(attachment));

    /// <inheritdoc/>
    public void FactAdded(object fact) => Tell(o => o.FactAdded(fact));

    /// <inheritdoc/>
    public void ProgressMade(object progress) => Tell(o => o.ProgressMade(progress));

    /// <inheritdoc/>
    public IRunObserver? Follow(ScenarioPlan scenario)
    {
        lock (_gate)
        {
            IRunObserver[] followers = [.. all.Select(observer => observer.Follow(scenario)).OfType<IRunObserver>()];
            return followers.Length == 0 ? null : new Observers([.. followers], _gate);
        }
    }

    private void Tell(Action<IRunObserver> what)
    {
        lock (_gate)
        {
            foreach (var observer in all)
                what(observer);
        }
    }
}
