using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>Compares the figures of a scenario with the baseline at the scenario's end, or adds them to it.</summary>
/// <param name="baseline">The environment's.</param>
/// <param name="conditions">The accelerator, QEMU and processor of the scenario's hosts.</param>
/// <param name="key">The scenario's name in the baseline.</param>
public sealed class UsualFigures(EnvironmentBaseline baseline, string conditions, string key)
{
    /// <summary>What was usual before this scenario.</summary>
    public ScenarioBaseline Scenario { get; } = baseline.Of(conditions, key);

    /// <summary>Learns or compares; nothing is learned of a scenario that has failed.</summary>
    /// <param name="line">Where a person reads what was found.</param>
    /// <returns>The failure, of class migration; null when all is usual, or when the scenario has failed already.</returns>
    public HarnessException? Conclude(ImmutableArray<Figure> figures, bool hasFailed, Action<string> line)
    {
        if (figures.IsEmpty)
            return null;
        if (baseline.IsLearning)
        {
            if (!hasFailed)
                baseline.Learn(conditions, key, figures);
            line(hasFailed
                ? "baseline: nothing was learned of a scenario that failed"
                : $"baseline: learned {string.Join(", ", figures)} in {Scenario.File}");
            return null;
        }

        if (Scenario.FindUnusual(figures) is not { } unusual)
            return null;
        line(unusual);
        return hasFailed ? null : new HarnessException(FailureClass.Migration, unusual);
    }
}
