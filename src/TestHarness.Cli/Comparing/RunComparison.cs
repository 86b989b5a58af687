using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Comparing;

/// <summary>The comparison of all scenarios of runs with two QEMUs.</summary>
internal sealed record RunComparison(ImmutableArray<ScenarioComparison> Scenarios)
{
    /// <summary>The probability below which chance explains no difference of all figures together.</summary>
    private const double Limit = 0.01;

    /// <summary>The exit code: 0 for no difference, 1 for a difference, 125 when it cannot be told.</summary>
    public int ExitCode => Scenarios switch
    {
        _ when Scenarios.Any(scenario => scenario.State == ComparedState.Different) => Cli.ExitCode.Failure,
        _ when Scenarios.Any(scenario => scenario.State == ComparedState.CannotBeTold) => Cli.ExitCode.CannotBeTold,
        _ when Scenarios.Any(scenario => scenario.State == ComparedState.Same) => Cli.ExitCode.Success,
        _ => Cli.ExitCode.CannotBeTold,
    };

    /// <summary>Compares runs.</summary>
    /// <param name="a">The records of each run with A.</param>
    /// <param name="b">The records of each run with B.</param>
    public static RunComparison Of(
        ImmutableArray<ImmutableArray<ScenarioLine>> a, ImmutableArray<ImmutableArray<ScenarioLine>> b)
    {
        string[] places = [.. a.Concat(b).SelectMany(run => run).Select(record => record.Place).Distinct()];
        var limit = Limit / Math.Max(1, places.Length * Figure.All.Length);
        return new RunComparison([.. places.Select(place => ScenarioComparison.Of(At(place, a), At(place, b), a.Length, limit))]);
    }

    private static ImmutableArray<ScenarioLine> At(string place, ImmutableArray<ImmutableArray<ScenarioLine>> runs) =>
        [.. runs.SelectMany(run => run).Where(record => record.Place == place)];
}
