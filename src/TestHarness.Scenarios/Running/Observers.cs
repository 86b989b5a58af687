using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>All observers of a run as one, called in their order.</summary>
internal sealed class Observers(ImmutableArray<IRunObserver> all) : IRunObserver
{
    private readonly Lock _gate = new();

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

    private void Tell(Action<IRunObserver> what)
    {
        lock (_gate)
        {
            foreach (var observer in all)
                what(observer);
        }
    }
}
