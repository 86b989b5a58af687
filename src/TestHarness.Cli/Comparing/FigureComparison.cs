using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>The comparison of a figure of a scenario's legs.</summary>
/// <param name="MedianA">The median of all legs with A.</param>
/// <param name="MedianB">The median of all legs with B.</param>
/// <param name="Probability">How often chance alone puts the figures at least as far apart.</param>
/// <param name="Limit">The probability below which the figures differ.</param>
/// <param name="IsDifferent">
/// Whether the figures differ: the probability is below the limit, the medians of every round differ in the same direction, and
/// the medians of all legs differ by a quarter and the figure's floor.
/// </param>
internal sealed record FigureComparison(
    Figure Figure, double MedianA, double MedianB, int LegsA, int LegsB, double Probability, double Limit, bool IsDifferent)
{
    private const double LeastRatio = 1.25;

    /// <summary>Whether the figures differ, and those of B are the worse ones.</summary>
    public bool IsWorse => IsDifferent && MedianB > MedianA != Figure.IsHigherBetter;

    /// <summary>Whether no figures of so many legs could differ.</summary>
    private bool HasTooFewLegs => RankTest.Least(LegsA, LegsB) >= Limit;

    /// <summary>Compares a figure.</summary>
    /// <param name="a">The legs with A, by round.</param>
    /// <param name="b">The legs with B, by round.</param>
    /// <returns>The comparison; null when a side reports no such figure.</returns>
    public static FigureComparison? Of(
        Figure figure, IEnumerable<ImmutableArray<LegRecord>> a, IEnumerable<ImmutableArray<LegRecord>> b, double limit)
    {
        var (roundsA, roundsB) = (Values(figure, a), Values(figure, b));
        double[] allA = [.. roundsA.SelectMany(round => round)], allB = [.. roundsB.SelectMany(round => round)];
        if (allA.Length == 0 || allB.Length == 0)
            return null;

        var (medianA, medianB) = (Median(allA), Median(allB));
        var probability = RankTest.Probability(allA, allB);
        var direction = medianB.CompareTo(medianA);
        var isSteady = roundsA.Zip(roundsB).All(round => Median(round.Second).CompareTo(Median(round.First)) == direction);
        var isLarge = Math.Abs(medianA - medianB) > figure.Floor
            && Math.Max(medianA, medianB) >= LeastRatio * Math.Min(medianA, medianB);
        return new FigureComparison(
            figure, medianA, medianB, allA.Length, allB.Length, probability, limit, probability < limit && isSteady && isLarge);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Figure.Name}: median {MedianA:0.#} {Figure.Unit} of {LegsA} legs with A, {MedianB:0.#} {Figure.Unit} of {LegsB} legs ")
        + $"with B; {Statement}";

    private string Statement => (IsDifferent, HasTooFewLegs) switch
    {
        (true, _) => $"they differ: chance alone puts figures so far apart in {Frequency} comparisons",
        (_, true) => "too few legs to tell a difference: more rounds or runs are needed",
        _ => $"no difference: chance alone puts figures so far apart in {Frequency} comparisons",
    };

    private string Frequency => Probability >= 0.01
        ? FormattableString.Invariant($"{Probability * 100:0} of 100")
        : FormattableString.Invariant($"at most {Math.Max(1, Math.Ceiling(Probability * 10000)):0} of 10000");

    private static ImmutableArray<double[]> Values(Figure figure, IEnumerable<ImmutableArray<LegRecord>> rounds) =>
        [.. rounds.Select(round => round.Select(figure.Of).OfType<double>().ToArray()).Where(round => round.Length > 0)];

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
