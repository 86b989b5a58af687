using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The scenarios of a feature that may run at the same time. Results and observers keep the order of the feature.
/// </summary>
/// <param name="Lanes">The largest number at the same time.</param>
/// <param name="Fits">Returns whether a scenario may run beside others for which this returns true too.</param>
public sealed record SideBySide(int Lanes, Predicate<ScenarioPlan> Fits)
{
    /// <summary>The choice that runs every scenario alone.</summary>
    public static SideBySide None { get; } = new(1, _ => false);

    /// <summary>Groups the scenarios: successive scenarios that fit run together, and each other scenario runs alone.</summary>
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
