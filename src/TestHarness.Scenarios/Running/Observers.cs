using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>All observers of a run as one, called in their order.</summary>
/// <param name="gate">The lock that lets one caller in at a time; a new one when it is null.</param>
internal sealed class Observers(ImmutableArray<IRunObserver> all, Lock? gate = null) : RelayedEvents
{
    private readonly Lock _gate = gate ?? new();

    /// <inheritdoc/>
    public override IRunObserver? Follow(ScenarioPlan scenario)
    {
        lock (_gate)
        {
            IRunObserver[] followers = [.. all.Select(observer => observer.Follow(scenario)).OfType<IRunObserver>()];
            return followers.Length == 0 ? null : new Observers([.. followers], _gate);
        }
    }

    /// <inheritdoc/>
    protected override void Tell(Action<IRunObserver> tell)
    {
        lock (_gate)
        {
            foreach (var observer in all)
                tell(observer);
        }
    }
}
