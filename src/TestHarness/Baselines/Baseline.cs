using System.Collections.Immutable;

namespace TestHarness.Baselines;

using Scenarios = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, LearnedFigure>>;

/// <summary>
/// What is usual in an environment: by conditions (accelerator, QEMU, processor), by scenario, by figure. Figures of other
/// conditions say nothing, so that TCG is never compared with KVM.
/// </summary>
public sealed record Baseline(ImmutableSortedDictionary<string, Scenarios> Conditions)
{
    private static readonly ImmutableSortedDictionary<string, LearnedFigure> NoFigures =
        ImmutableSortedDictionary.Create<string, LearnedFigure>(StringComparer.Ordinal);

    private static readonly Scenarios NoScenarios =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, LearnedFigure>>(StringComparer.Ordinal);

    public static Baseline Empty { get; } = new(ImmutableSortedDictionary.Create<string, Scenarios>(StringComparer.Ordinal));

    /// <summary>The figures of a scenario under these conditions; empty when none were learned.</summary>
    public ImmutableSortedDictionary<string, LearnedFigure> Find(string conditions, string scenario) =>
        Conditions.GetValueOrDefault(conditions, NoScenarios).GetValueOrDefault(scenario, NoFigures);

    /// <summary>Adds a run of a scenario: of each kind of figure the largest value.</summary>
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
