using System.Collections.Immutable;
using TestHarness.Environments;

namespace TestHarness.Baselines;

/// <summary>The usual figures of one scenario here, and the allowed distance from them.</summary>
/// <param name="File">The file of the baseline.</param>
/// <param name="Conditions">The accelerator, QEMU and processor for which the baseline holds.</param>
/// <param name="Learned">The learned figures by name; empty when nothing was learned.</param>
public sealed record ScenarioBaseline(
    string File, string Conditions, ImmutableSortedDictionary<string, LearnedFigure> Learned, BaselineSettings Settings)
{
    /// <summary>
    /// Describes the usual values of figures, or that they are not known and were not checked; a part of a leg's line.
    /// </summary>
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
    /// <returns>
    /// The figure, the usual value, the multiple and the baseline's file; null when all figures are usual or unknown.
    /// </returns>
    public string? FindUnusual(params IEnumerable<Figure> figures)
    {
        var over = figures.Where(figure => IsKnown(figure.Kind) && figure.Value > Limit(figure.Kind)).Select(Explain).ToArray();
        return over.Length == 0
            ? null
            : $"expected figures near the usual ones, found {string.Join("; ", over)}; "
                + $"the baseline is {File} for '{Conditions}'; "
                + "if the new figures are right, remove the scenario there and learn it again (harness run --learn-baseline)";
    }

    private string Explain(Figure figure)
    {
        var (kind, learned) = (figure.Kind, Learned[figure.Kind.Name]);
        return FormattableString.Invariant(
            $"{figure}, which is over {kind.Text(Limit(kind))}: {Settings.Multiple:0.##} times ")
            + $"the usual {kind.Text(learned.Median)} "
            + $"and {kind.Text(kind.Floor)} ({learned.Runs.Length} runs, at most {kind.Text(learned.Largest)})";
    }

    /// <summary>
    /// Computes the limit: the multiple of the usual value and the floor, but never less than the largest learned value.
    /// </summary>
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
