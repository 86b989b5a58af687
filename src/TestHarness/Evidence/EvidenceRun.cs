using TestHarness.Environments;
using TestHarness.Evidence.Writing;

namespace TestHarness.Evidence;

/// <summary>The limits of a run's evidence, and the part that its scenarios have used.</summary>
public sealed class EvidenceRun(LimitSettings limits)
{
    /// <summary>
    /// The share of a scenario: at most a sixteenth of what the run has left, so that a later scenario gets some, and the limit
    /// holds.
    /// </summary>
    private const int Scenarios = 16;

    private readonly EvidenceBudget _budget = new(limits.Run.Bytes, Scenarios);

    /// <summary>Takes the bytes that one scenario may leave.</summary>
    internal long TakeShare() => _budget.Take(limits.Scenario.Bytes);

    internal void Return(long bytes) => _budget.Return(bytes);
}
