using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The events of a scenario that runs beside others. Those that follow the scenario receive its events at once.
/// </summary>
internal sealed class Turn(IRunObserver observer) : KeptEvents(observer)
{
    private IRunObserver? _follower;

    /// <inheritdoc/>
    public override void ScenarioStarted(ScenarioPlan scenario)
    {
        _follower = Follow(scenario);
        base.ScenarioStarted(scenario);
    }

    /// <inheritdoc/>
    public override void ProgressMade(object progress) => _follower?.ProgressMade(progress);

    /// <inheritdoc/>
    protected override void Tell(Action<IRunObserver> tell)
    {
        if (_follower is not null)
            tell(_follower);
        base.Tell(tell);
    }
}
