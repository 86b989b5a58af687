using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The events of what runs beside others, kept until its turn: observers receive one feature and one scenario after the other.
/// </summary>
internal class KeptEvents(IRunObserver observer) : RelayedEvents
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
    public override void ProgressMade(object progress)
    {
        // Only the followers of a scenario receive its progress.
    }

    /// <inheritdoc/>
    public override IRunObserver? Follow(ScenarioPlan scenario) => observer.Follow(scenario);

    /// <summary>Passes an event on, or keeps it.</summary>
    protected override void Tell(Action<IRunObserver> tell)
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
