using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Tests.Support;

/// <summary>The outcomes of a run's steps, in order.</summary>
internal sealed class StepOutcomes : IRunObserver
{
    private readonly List<Outcome> _all = [];

    public IReadOnlyList<Outcome> All => _all;

    public void StepFinished(StepResult result) => _all.Add(result.Outcome);
}
