using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Cli.Selection;
using TestHarness.Cli.Terminals;
using TestHarness.Environments;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Running;

/// <summary>
/// The durations of scenarios in an environment when they last ran there. The reports keep them; without the file, only the
/// estimate is lost. Scenarios without hosts are so short that they do not count.
/// </summary>
/// <param name="file">A JSON object with the place of each scenario and its seconds.</param>
/// <param name="guess">The assumed duration of a scenario that never ran here.</param>
internal sealed class EarlierRuns(string file, TimeSpan guess) : IRunObserver
{
    private readonly Dictionary<string, double> _seconds = Read(file);

    /// <summary>
    /// Reads the earlier runs in an environment. The assumed duration of a scenario is 5 s, and 25 s in the virtual lab.
    /// </summary>
    public static EarlierRuns Of(LabEnvironment environment) => new(
        Path.Combine(RunSettings.Reports, "durations", $"{Path.GetFileNameWithoutExtension(RunSettings.EnvironmentPath)}.json"),
        TimeSpan.FromSeconds(environment.VirtualLab is null ? 5 : 25));

    /// <summary>Estimates the duration of scenarios; returns null when it is below 10 s.</summary>
    public string? Estimate(IEnumerable<ScenarioPlan> scenarios)
    {
        var known = scenarios.Where(ScenarioNeeds.RequiresHosts).ToLookup(scenario => _seconds.ContainsKey(Places.Of(scenario)));
        var (before, never) = (known[true].Count(), known[false].Count());
        var time = known.SelectMany(each => each).Aggregate(TimeSpan.Zero, (sum, scenario) => sum + Expect(scenario));
        if (time < TimeSpan.FromSeconds(10))
            return null;
        var how = never == 0 ? "as in earlier runs" : before == 0 ? "a rough guess" : $"a rough guess for {never} of them";
        return $"about {(time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min")}, {how}";
    }

    /// <summary>Returns the expected duration of each scenario.</summary>
    public ImmutableDictionary<ScenarioPlan, TimeSpan> Expect(IEnumerable<ScenarioPlan> scenarios) =>
        scenarios.Distinct().ToImmutableDictionary(scenario => scenario, Expect);

    private TimeSpan Expect(ScenarioPlan scenario) => !ScenarioNeeds.RequiresHosts(scenario) ? TimeSpan.Zero
        : _seconds.TryGetValue(Places.Of(scenario), out var seconds) ? TimeSpan.FromSeconds(seconds)
        : guess;

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        if (result.Outcome != Outcome.Skipped && ScenarioNeeds.RequiresHosts(result.Scenario))
            _seconds[Places.Of(result.Scenario)] = Math.Round(result.Duration.TotalSeconds, 1);
    }

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        if (_seconds.Count == 0)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var beside = $"{file}.{Environment.ProcessId}.tmp";
            File.WriteAllText(beside, JsonSerializer.Serialize(_seconds));
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run estimates without this run.
        }
    }

    private static Dictionary<string, double> Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // Without the file, every scenario counts as one that never ran here.
            return [];
        }
    }
}
