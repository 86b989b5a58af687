using System.Collections.Immutable;

namespace TestHarness.Baselines;

using Scenarios = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, LearnedFigure>>;

/// <summary>
/// The usual figures of an environment: by conditions (accelerator, QEMU, processor), by scenario, by figure. Figures of other
/// conditions are not compared, so that TCG is never compared with KVM.
/// </summary>
public sealed record Baseline(ImmutableSortedDictionary<string, Scenarios> Conditions)
{
    private static readonly ImmutableSortedDictionary<string, LearnedFigure> NoFigures =
        ImmutableSortedDictionary.Create<string, LearnedFigure>(StringComparer.Ordinal);

    private static readonly Scenarios NoScenarios =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, LearnedFigure>>(StringComparer.Ordinal);

    /// <summary>A baseline without figures.</summary>
    public static Baseline Empty { get; } = new(ImmutableSortedDictionary.Create<string, Scenarios>(StringComparer.Ordinal));

    /// <summary>Returns the figures of a scenario under these conditions; empty when none were learned.</summary>
    public ImmutableSortedDictionary<string, LearnedFigure> Find(string conditions, string scenario) =>
        Conditions.GetValueOrDefault(conditions, NoScenarios).GetValueOrDefault(scenario, NoFigures);

    /// <summary>Returns the baseline with one more run of a scenario: the largest value of each kind of figure.</summary>
    public Baseline With(string conditions, string scenario, IEnumerable<Figure> figures)
    {
        var learned = Find(conditions, scenario);
        foreach (var kind in figures.GroupBy(figure => figure.Kind.Name))
        {
            var known = learned.GetValueOrDefault(kind.Key, new LearnedFigure([]));
            learned = learned.SetItem(kind.Key, known.With(Math.Round(kind.Max(figure => figure.Value))));
        }

        var scenarios = Conditions.GetValueOrDefault(conditions, NoScenarios);
        return new Baseline(Conditions.SetItem(conditions, scenarios.SetItem(scenario, learned)));
    }
}
