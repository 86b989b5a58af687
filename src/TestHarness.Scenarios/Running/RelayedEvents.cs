using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>The events of a run, each passed on by one method, which decides to whom and when.</summary>
internal abstract class RelayedEvents : IRunObserver
{
    /// <inheritdoc/>
    public void RunStarted(DateTimeOffset start) => Tell(o => o.RunStarted(start));

    /// <inheritdoc/>
    public void RunFinished(RunResult result) => Tell(o => o.RunFinished(result));

    /// <inheritdoc/>
    public void FeatureStarted(FeatureHeader feature) => Tell(o => o.FeatureStarted(feature));

    /// <inheritdoc/>
    public void FeatureFinished(FeatureResult result) => Tell(o => o.FeatureFinished(result));

    /// <inheritdoc/>
    public virtual void ScenarioStarted(ScenarioPlan scenario) => Tell(o => o.ScenarioStarted(scenario));

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
    public virtual void ProgressMade(object progress) => Tell(o => o.ProgressMade(progress));

    /// <inheritdoc/>
    public abstract IRunObserver? Follow(ScenarioPlan scenario);

    /// <summary>Passes an event on.</summary>
    protected abstract void Tell(Action<IRunObserver> tell);
}
