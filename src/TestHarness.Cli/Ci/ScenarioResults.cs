using System.Collections.Immutable;
using System.Text.Json;

namespace TestHarness.Cli.Ci;

/// <summary>The result files of <c>harness run</c>, one for each scenario, in Allure's format.</summary>
internal static class ScenarioResults
{
    /// <summary>The name by which the scenarios stand among the projects.</summary>
    public const string Project = "features";

    private const string Pattern = "*-result.json";

    /// <summary>Reads every result file of the folder; none when there is no such file.</summary>
    public static IEnumerable<ProjectResults> ReadAll(string part, string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var scenarios = Directory.EnumerateFiles(folder, Pattern).Select(Read).ToImmutableArray();
        return scenarios.IsEmpty ? [] : [new ProjectResults(part, Project, scenarios)];
    }

    /// <summary>Removes the results of an earlier run.</summary>
    public static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, Pattern))
            File.Delete(file);
    }

    private static TestOutcome Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var hasDetails = document.RootElement.TryGetProperty("statusDetails", out var details);
        var isKnown = hasDetails && details.TryGetProperty("known", out var known) && known.ValueKind == JsonValueKind.True;
        var kind = document.RootElement.GetProperty("status").GetString() switch
        {
            "passed" => OutcomeKind.Passed,
            "skipped" => OutcomeKind.Skipped,
            _ when isKnown => OutcomeKind.Skipped,
            _ => OutcomeKind.Failed,
        };
        var message = hasDetails && details.TryGetProperty("message", out var text) ? text.GetString() : null;
        return new TestOutcome(document.RootElement.GetProperty("name").GetString() ?? "", kind, message ?? "");
    }
}
