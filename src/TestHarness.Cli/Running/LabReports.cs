using System.Collections.Immutable;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Running;

/// <summary>The facts of each scenario that a summary of the run shows.</summary>
internal sealed class LabReports : IRunObserver
{
    private readonly Dictionary<ScenarioPlan, Facts> _facts = [];
    private ScenarioPlan? _scenario;

    /// <summary>The checks that were not made, and the scenarios with such checks.</summary>
    public (long Count, int Scenarios) NotChecked => Sum(facts => facts.NotChecked);

    /// <summary>The findings that were accepted, and the scenarios with such findings.</summary>
    public (long Count, int Scenarios) Allowed => Sum(facts => facts.Allowed);

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario) => _scenario = scenario;

    /// <inheritdoc/>
    public void FactAdded(object fact)
    {
        if (_scenario is null || fact is not LabReport report)
            return;
        ImmutableArray<string> legs = [.. report.Legs.Select(leg => $"{leg}"), .. report.Decisions];
        _facts[_scenario] = new Facts(report.EvidenceFolder, legs, report.NotChecked.Length, report.Allowed);
    }

    /// <summary>Returns a line for each leg of a scenario, and for each policy that was followed.</summary>
    public ImmutableArray<string> LegsOf(ScenarioPlan scenario) => _facts.GetValueOrDefault(scenario)?.Legs ?? [];

    /// <summary>Finds the folder of a scenario's evidence; null when the scenario had no hosts.</summary>
    public string? EvidenceOf(ScenarioPlan scenario) => _facts.GetValueOrDefault(scenario)?.Evidence;

    private (long Count, int Scenarios) Sum(Func<Facts, long> count) =>
        (_facts.Values.Sum(count), _facts.Values.Count(facts => count(facts) > 0));

    private sealed record Facts(string Evidence, ImmutableArray<string> Legs, long NotChecked, long Allowed);
}
