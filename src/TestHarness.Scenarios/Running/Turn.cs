using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The events of a scenario that runs beside others, kept until its turn: observers receive one scenario after the other.
/// </summary>
internal sealed class Turn(IRunObserver observer) : IRunObserver
{
    private readonly Lock _gate = new();
    private readonly List<Action> _kept = [];
    private bool _isOn;

    /// <summary>Passes on the kept events, and from now on every event at once. Attached files are read only now.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isOn = true;
            foreach (var tell in _kept)
                tell();
            _kept.Clear();
        }
    }

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario) => Tell(() => observer.ScenarioStarted(scenario));

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result) => Tell(() => observer.ScenarioFinished(result));

    /// <inheritdoc/>
    public void HookStarted(HookMethod hook) => Tell(() => observer.HookStarted(hook));

    /// <inheritdoc/>
    public void HookFinished(HookResult result) => Tell(() => observer.HookFinished(result));

    /// <inheritdoc/>
    public void StepStarted(StepPlan step) => Tell(() => observer.StepStarted(step));

    /// <inheritdoc/>
    public void StepFinished(StepResult result) => Tell(() => observer.StepFinished(result));

    /// <inheritdoc/>
    public void OutputWritten(string line) => Tell(() => observer.OutputWritten(line));

    /// <inheritdoc/>
    public void AttachmentAdded(Attachment attachment) => Tell(() => observer.AttachmentAdded(attachment));

    /// <inheritdoc/>
    public void FactAdded(object fact) => Tell(() => observer.FactAdded(fact));

    private void Tell(Action tell)
    {
        lock (_gate)
        {
            if (_isOn)
                tell();
            else
                _kept.Add(tell);
        }
    }
}
