using System.Collections.Immutable;
using TestHarness.Reports.Records;

namespace TestHarness.Reports.RunComparing;

/// <summary>
/// The scenarios of two runs, each of the later run beside the same one of the earlier run. A scenario is the same at the same
/// place with the same title; when its line has moved, the only one of its title in its file.
/// </summary>
public sealed record RunChanges(RunRecord Before, RunRecord After, ImmutableArray<ScenarioChange> Scenarios)
{
    /// <summary>Compares the outcomes of two runs.</summary>
    public static RunChanges Of(RunRecord before, RunRecord after)
    {
        var left = before.Scenarios.ToDictionary(KeyOf);
        var found = new Dictionary<ScenarioRecord, ScenarioRecord>(ReferenceEqualityComparer.Instance);
        foreach (var scenario in after.Scenarios)
        {
            if (left.Remove(KeyOf(scenario), out var same))
                found.Add(scenario, same);
        }

        var moved = left.Values.ToLookup(TitleInFile);
        foreach (var group in after.Scenarios.Where(scenario => !found.ContainsKey(scenario)).GroupBy(TitleInFile).ToArray())
        {
            if (group.ToArray() is [var scenario] && moved[group.Key].ToArray() is [var same])
            {
                found.Add(scenario, same);
                left.Remove(KeyOf(same));
            }
        }

        return new RunChanges(
            before,
            after,
            [
                .. after.Scenarios.Select(scenario => new ScenarioChange(found.GetValueOrDefault(scenario), scenario)),
                .. left.Values.Select(scenario => new ScenarioChange(scenario, null)),
            ]);
    }

    /// <summary>Returns the scenarios with a kind of change.</summary>
    public ImmutableArray<ScenarioChange> Of(ChangeKind kind) => [.. Scenarios.Where(scenario => scenario.Kind == kind)];

    private static (string Place, string Title) KeyOf(ScenarioRecord scenario) => (scenario.Place, scenario.Title);

    private static (string File, string Title) TitleInFile(ScenarioRecord scenario) =>
        (scenario.Place[..Math.Max(0, scenario.Place.LastIndexOf(':'))], scenario.Title);
}
