using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The events of a scenario that runs beside others, kept until its turn: observers receive one scenario after the other. Those
/// that follow the scenario receive its events at once.
/// </summary>
internal sealed class Turn(IRunObserver observer) : IRunObserver
{
    private readonly Lock _gate = new();
    private readonly List<Action<IRunObserver>> _kept = [];
    private IRunObserver? _follower;
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
    public void ScenarioStarted(ScenarioPlan scenario)
    {
        _follower = observer.Follow(scenario);
        Tell(o => o.ScenarioStarted(scenario));
    }

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
    public void ProgressMade(object progress) => _follower?.ProgressMade(progress);

    private void Tell(Action<IRunObserver> tell)
    {
        if (_follower is not null)
            tell(_follower);
        lock (_gate)
        {
            if (_isOn)
                tell(observer);
            else
                _kept.Add(tell);
        }
    }
}
