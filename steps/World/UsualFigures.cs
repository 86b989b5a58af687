using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Failures;

namespace TestHarness.Steps.World;

/// <summary>
/// The comparison of a scenario's figures with the baseline at the scenario's end, or their addition to the baseline.
/// </summary>
/// <param name="baseline">The environment's baseline.</param>
/// <param name="conditions">The accelerator, QEMU and processor of the scenario's hosts.</param>
/// <param name="key">The scenario's name in the baseline.</param>
public sealed class UsualFigures(EnvironmentBaseline baseline, string conditions, string key)
{
    /// <summary>The usual figures before this scenario.</summary>
    public ScenarioBaseline Scenario { get; } = baseline.Of(conditions, key);

    /// <summary>
    /// Compares the figures with the baseline, or adds them to it; adds no figures of a scenario that has failed.
    /// </summary>
    /// <param name="line">Receives the findings for a person.</param>
    /// <returns>
    /// The failure, of class migration; null when all figures are usual, or when the scenario has failed already.
    /// </returns>
    public HarnessException? Conclude(ImmutableArray<Figure> figures, bool hasFailed, Action<string> line)
    {
        if (figures.IsEmpty)
            return null;
        if (baseline.IsLearning)
        {
            if (!hasFailed)
                baseline.Learn(conditions, key, figures);
            line(hasFailed
                ? "baseline: no figures were added, as the scenario failed"
                : $"baseline: added {string.Join(", ", figures)} to {Scenario.File}");
            return null;
        }

        if (Scenario.FindUnusual(figures) is not { } unusual)
            return null;
        line(unusual);
        return hasFailed ? null : new HarnessException(FailureClass.Migration, unusual);
    }
}
