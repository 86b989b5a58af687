using System.Collections.Immutable;

namespace TestHarness.Scenarios.Running;

/// <param name="Observers">Told of everything, in this order.</param>
/// <param name="Strict">A scenario that a step or hook skips is a failure. One tagged @ignore is not.</param>
public sealed record RunOptions(ImmutableArray<IRunObserver> Observers, bool Strict = false)
{
    public SideBySide SideBySide { get; init; } = SideBySide.None;

    public static RunOptions Default { get; } = new(ImmutableArray<IRunObserver>.Empty);
}
