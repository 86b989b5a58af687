using System.Collections.Immutable;
using TestHarness.Reports.Indexing;
using TestHarness.Reports.Records;
using TestHarness.Reports.RunComparing;

namespace TestHarness.Cli.Comparing;

/// <summary>The comparison of two runs by their records.</summary>
/// <param name="Together">The figures of all scenarios together, in percent of each scenario's median.</param>
/// <param name="Figures">The figures that differ, by scenario.</param>
/// <param name="Limit">The probability below which a single figure differs.</param>
internal sealed record RecordComparison(
    RunChanges Changes,
    ImmutableArray<FigureComparison> Together,
    ImmutableArray<(ScenarioRecord Scenario, FigureComparison Figure)> Figures,
    double Limit)
{
    /// <summary>The probability below which chance explains no difference of all figures together.</summary>
    public const double LimitOfAll = 0.01;

    private const string Percent = "% of each scenario's median";

    /// <summary>The exit code: 1 when something is newly failing, flaky or worse, or else 0.</summary>
    public int ExitCode =>
        Changes.Scenarios.Any(change => change.Kind is ChangeKind.NewlyFailing or ChangeKind.Flaky)
        || Together.Any(figure => figure.IsWorse) || Figures.Any(each => each.Figure.IsWorse)
            ? Cli.ExitCode.Failure
            : Cli.ExitCode.Success;

    /// <summary>Compares two runs.</summary>
    public static RecordComparison Of(RecordIndex before, RecordIndex after)
    {
        var changes = RunChanges.Of(before.Run, after.Run);
        ImmutableArray<ScenarioFigures> scenarios =
        [
            .. changes.Scenarios.Where(change => change is { Before: not null, After: not null })
                .Select(change => new ScenarioFigures(
                    change.After!, LegsOf(before.Read(change.Before!)), LegsOf(after.Read(change.After!))))
                .Where(scenario => !scenario.Before.IsEmpty && !scenario.After.IsEmpty),
        ];
        var limit = LimitOfAll / (Figure.All.Length * (scenarios.Length + 1));
        return new RecordComparison(
            changes,
            CompareTogether(scenarios, limit),
            [
                .. scenarios.SelectMany(scenario => scenario.Compare(limit).Where(figure => figure.IsDifferent)
                    .Select(figure => (scenario.Scenario, figure))),
            ],
            limit);
    }

    private static ImmutableArray<FigureComparison> CompareTogether(ImmutableArray<ScenarioFigures> scenarios, double limit)
    {
        ScenarioFigures[] scaled = [.. scenarios.Select(scenario => scenario.ToPercent())];
        ImmutableArray<LegRecord> before = [.. scaled.SelectMany(scenario => scenario.Before)];
        ImmutableArray<LegRecord> after = [.. scaled.SelectMany(scenario => scenario.After)];
        return
        [
            .. Figure.All.Select(figure => FigureComparison.Of(
                figure with { Unit = Percent, Floor = 0 }, [before], [after], limit)).OfType<FigureComparison>(),
        ];
    }

    /// <summary>Returns the legs whose figures count: a failed attempt may have ended in the middle of its legs.</summary>
    private static ImmutableArray<LegRecord> LegsOf(ScenarioRecord scenario) =>
    [
        .. scenario.Attempts.Where(attempt => attempt.Outcome == ScenarioOutcome.Passed).SelectMany(attempt => attempt.Legs),
    ];
}
