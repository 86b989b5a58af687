using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>The comparison of a scenario's rounds with two QEMUs.</summary>
/// <param name="Differences">What differs, or why nothing can be told; a line each.</param>
/// <param name="Figures">The figures of the legs.</param>
internal sealed partial record ScenarioComparison(
    string Place,
    string Title,
    ComparedState State,
    ImmutableArray<string> Differences,
    ImmutableArray<FigureComparison> Figures)
{
    private const int LongestFailure = 300;

    /// <summary>Compares a scenario.</summary>
    /// <param name="a">The records with A, one of each round that has one.</param>
    /// <param name="b">The records with B.</param>
    /// <param name="limit">The probability below which figures differ.</param>
    public static ScenarioComparison Of(
        ImmutableArray<ScenarioLine> a, ImmutableArray<ScenarioLine> b, int rounds, double limit)
    {
        var any = a.Concat(b).First();
        var (untoldA, untoldB) = (WhyUntold("A", a, rounds), WhyUntold("B", b, rounds));
        if (untoldA is not null || untoldB is not null)
        {
            var state = untoldA is not null && untoldB is not null ? ComparedState.NotCompared : ComparedState.CannotBeTold;
            return new(any.Place, any.Title, state, [.. new[] { untoldA, untoldB }.OfType<string>()], []);
        }

        ImmutableArray<FigureComparison> figures =
        [
            .. Figure.All.Select(figure => FigureComparison.Of(
                figure, a.Select(record => record.Legs), b.Select(record => record.Legs), limit)).OfType<FigureComparison>(),
        ];
        ImmutableArray<string> differences =
        [
            .. new[]
            {
                Compare("outcome", a, b, record => record.Verdict),
                Compare("failure", a, b, record => record.Failure is null ? null : Steady(record.Failure)),
                Compare("findings accepted", a, b, record => record.Allowed > 0 ? "some" : "none"),
            }.OfType<string>(),
            .. OnlyIn("A", a, b), .. OnlyIn("B", b, a),
            .. figures.Where(figure => figure.IsDifferent).Select(figure => $"{figure}"),
        ];
        if (!differences.IsEmpty)
            return new(any.Place, any.Title, ComparedState.Different, differences, figures);

        var isSteady = a.Select(record => record.Verdict).ToHashSet().SetEquals(b.Select(record => record.Verdict));
        return isSteady
            ? new(any.Place, any.Title, ComparedState.Same, [], figures)
            : new(
                any.Place,
                any.Title,
                ComparedState.CannotBeTold,
                [$"it varies: {Verdicts("A", a)}; {Verdicts("B", b)}"],
                figures);
    }

    private static string? WhyUntold(string side, ImmutableArray<ScenarioLine> records, int rounds)
    {
        if (records.Length < rounds)
            return $"{side}: the run ended before it";
        return records.FirstOrDefault(record => record.CannotBeTold) is { } untold
            ? $"{side}: {untold.Verdict}: {Short(untold.Failure ?? "no reason")}"
            : null;
    }

    /// <summary>Compares a property; two sides differ when no round of A has the property of a round of B.</summary>
    private static string? Compare(
        string what, ImmutableArray<ScenarioLine> a, ImmutableArray<ScenarioLine> b, Func<ScenarioLine, string?> of) =>
        a.Select(of).Intersect(b.Select(of)).Any()
            ? null
            : $"{what}: A {Short(of(a[0]) ?? "none")}; B {Short(of(b[0]) ?? "none")}";

    /// <summary>Finds the checks that every round of one side could not make, and no round of the other.</summary>
    private static IEnumerable<string> OnlyIn(
        string side, ImmutableArray<ScenarioLine> records, ImmutableArray<ScenarioLine> others) =>
        records.Select(record => record.NotChecked.Select(check => check.Title)).Aggregate((all, next) => all.Intersect(next))
            .Except(others.SelectMany(record => record.NotChecked.Select(check => check.Title)))
            .Select(check => $"not checked with {side} alone: {check}");

    private static string Verdicts(string side, IEnumerable<ScenarioLine> records) =>
        $"{side} {string.Join(", ", records.Select(record => record.Verdict))}";

    /// <summary>Returns the first line of a failure without what differs from run to run.</summary>
    private static string Steady(string failure) => Varying().Replace(failure.Split('\n')[0], "…");

    private static string Short(string text) => text.Length <= LongestFailure ? text : $"{text[..LongestFailure]}…";

    [GeneratedRegex("[0-9a-f]*[0-9][0-9a-f.]*")]
    private static partial Regex Varying();
}
