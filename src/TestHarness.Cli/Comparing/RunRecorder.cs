using System.Collections.Immutable;
using System.Text.Json;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Comparing;

/// <summary>Writes what a run says of each scenario to a JSON file.</summary>
/// <param name="file">The path of the file, a list of <see cref="ScenarioRecord"/>.</param>
internal sealed class RunRecorder(string file) : IRunObserver
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<ScenarioRecord> _scenarios = [];
    private LabReport? _report;

    /// <summary>Reads the file of a run; returns no records when the run has not written it.</summary>
    public static ImmutableArray<ScenarioRecord> Read(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize<ImmutableArray<ScenarioRecord>>(File.ReadAllText(file), Format)
        : [];

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario) => _report = null;

    /// <inheritdoc/>
    public void FactAdded(object fact) => _report = fact as LabReport ?? _report;

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result) => _scenarios.Add(ScenarioRecord.Of(result, _report));

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, JsonSerializer.Serialize(_scenarios, Format));
    }
}
