using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>Which scenarios of a feature may run at the same time. Results and what observers see keep the features' order.</summary>
/// <param name="Lanes">How many at most.</param>
/// <param name="Fits">Whether a scenario may run beside others for which this is true too.</param>
public sealed record SideBySide(int Lanes, Predicate<ScenarioPlan> Fits)
{
    public static SideBySide None { get; } = new(1, _ => false);

    /// <summary>Those that follow one another and fit run together, each of the others alone.</summary>
    internal IEnumerable<ImmutableArray<ScenarioPlan>> Batches(IEnumerable<ScenarioPlan> scenarios)
    {
        var together = new List<ScenarioPlan>();
        foreach (var scenario in scenarios)
        {
            if (together.Count > 0 && !(Fits(scenario) && Fits(together[0])))
            {
                yield return [.. together];
                together.Clear();
            }

            together.Add(scenario);
        }

        if (together.Count > 0)
            yield return [.. together];
    }
}
