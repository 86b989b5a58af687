using System.Collections.Immutable;
using TestHarness.Environments;

namespace TestHarness.Baselines;

/// <summary>What is usual for one scenario here, and how far from it a figure may be.</summary>
/// <param name="File">Where the baseline is.</param>
/// <param name="Conditions">The accelerator, QEMU and processor for which it holds.</param>
/// <param name="Learned">By name of the figure; empty when nothing was learned.</param>
public sealed record ScenarioBaseline(
    string File, string Conditions, ImmutableSortedDictionary<string, LearnedFigure> Learned, BaselineSettings Settings)
{
    /// <summary>What is usual for these figures, or that it is not known and was not checked; a part of a leg's line.</summary>
    public string Describe(params IEnumerable<Figure> figures)
    {
        var kinds = figures.Select(figure => figure.Kind).Distinct().ToArray();
        var usual = kinds.Where(IsKnown).Select(kind => $"{kind.Name} {kind.Text(Learned[kind.Name].Median)}").ToArray();
        var unknown = kinds.Where(kind => !IsKnown(kind)).GroupBy(WhyUnknown).Select(why => why.Count() == kinds.Length
            ? why.Key
            : $"{string.Join(", ", why.Select(kind => kind.Name))} ({why.Key})").ToArray();
        string?[] parts =
        [
            usual.Length > 0 ? $"usual: {string.Join(", ", usual)}" : null,
            unknown.Length > 0 ? $"not compared with a baseline: {string.Join(", ", unknown)}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    /// <summary>Compares figures with what is usual.</summary>
    /// <returns>Figure, usual value, multiple and the baseline's place; null when all are usual or unknown.</returns>
    public string? FindUnusual(params IEnumerable<Figure> figures)
    {
        var over = figures.Where(figure => IsKnown(figure.Kind) && figure.Value > Limit(figure.Kind)).Select(Explain).ToArray();
        return over.Length == 0
            ? null
            : $"expected figures near the usual ones, found {string.Join("; ", over)}; "
                + $"the baseline is {File} for '{Conditions}'; "
                + "when this is how it is to be, remove the scenario there and learn it again (harness run --learn-baseline)";
    }

    private string Explain(Figure figure)
    {
        var (kind, learned) = (figure.Kind, Learned[figure.Kind.Name]);
        return FormattableString.Invariant(
            $"{figure}, which is over {kind.Text(Limit(kind))}: {Settings.Multiple:0.##} times ")
            + $"the usual {kind.Text(learned.Median)} "
            + $"and {kind.Text(kind.Floor)} ({learned.Runs.Length} runs, at most {kind.Text(learned.Largest)})";
    }

    /// <summary>The multiple of the usual value and the floor; never less than what was learned.</summary>
    private double Limit(FigureKind kind)
    {
        var learned = Learned[kind.Name];
        return Math.Max(Settings.Multiple * learned.Median + kind.Floor, learned.Largest);
    }

    private bool IsKnown(FigureKind kind) => Learned.TryGetValue(kind.Name, out var learned) && learned.IsKnown;

    private string WhyUnknown(FigureKind kind) => Learned.TryGetValue(kind.Name, out var learned)
        ? $"{learned.Runs.Length} of {LearnedFigure.NeededRuns} runs learned"
        : "none learned";
}
