using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The events of what runs beside others, kept until its turn: observers receive one feature and one scenario after the other.
/// </summary>
internal class KeptEvents(IRunObserver observer) : IRunObserver
{
    private readonly Lock _gate = new();
    private readonly List<Action<IRunObserver>> _kept = [];
    private bool _isOn;

    /// <summary>Passes on the kept events, and from now on every event at once. Attached files are read only now.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isOn = true;
            foreach (var tell in _kept)
                tell(observer);
            _kept.Clear();
        }
    }

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
    public virtual void ProgressMade(object progress)
    {
        // Only the followers of a scenario receive its progress.
    }

    /// <inheritdoc/>
    public IRunObserver? Follow(ScenarioPlan scenario) => observer.Follow(scenario);

    /// <summary>Passes an event on, or keeps it.</summary>
    protected virtual void Tell(Action<IRunObserver> tell)
    {
        lock (_gate)
        {
            if (_isOn)
                tell(observer);
            else
                _kept.Add(tell);
        }
    }
}
