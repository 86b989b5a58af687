using System.Collections.Immutable;
using TestHarness.Reports.Bundles;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Reports.Recording;

/// <summary>Writes the lines of a run's record while the run happens: the line of a scenario when it ends.</summary>
/// <param name="hosts">Returns the hosts of the run; null when no scenario has needed one so far.</param>
public sealed class RunRecorder(RunRecording recording, Func<HostsLine?> hosts) : IRunObserver
{
    private readonly Dictionary<PlannedScenario, int> _attempts = [];
    private ScenarioRecorder? _scenario;
    private bool _hasHosts;

    /// <summary>The token of the run's cancellation: a scenario that it ends has no result.</summary>
    public CancellationToken Cancelled { get; init; }

    /// <summary>Returns the name by which the record knows a scenario; the place and title of the scenario by default.</summary>
    public Func<ScenarioPlan, PlannedScenario> NameOf { get; init; } = Name;

    /// <summary>Returns the exit code of the run; null when the program does not determine it.</summary>
    public Func<RunResult, RunCounts, int?> ExitCode { get; init; } = (_, _) => null;

    /// <summary>The writer of bundles; null when the run makes none.</summary>
    public BundleWriter? Bundles { get; init; }

    /// <summary>Receives each bundle that was made or could not be written.</summary>
    public Action<ScenarioPlan, BundleResult> BundleMade { get; init; } = (_, _) => { };

    /// <summary>Returns the place and title of a scenario; the place is relative to the root of the features.</summary>
    public static PlannedScenario Name(ScenarioPlan scenario) => new($"{scenario.Location}", scenario.Title);

    /// <summary>Returns the place and title of a scenario of any file on the disk.</summary>
    /// <param name="root">The folder to which the place is relative; that of a file outside of it is a full path.</param>
    public static PlannedScenario Name(ScenarioPlan scenario, string root)
    {
        var relative = Path.GetRelativePath(root, scenario.Feature.FullPath);
        var file = relative.StartsWith("..", StringComparison.Ordinal) ? scenario.Feature.FullPath : relative;
        return new($"{file}:{scenario.Location.Line}", scenario.Title);
    }

    /// <inheritdoc/>
    public void ScenarioStarted(ScenarioPlan scenario)
    {
        var name = NameOf(scenario);
        _attempts[name] = _attempts.GetValueOrDefault(name) + 1;
        _scenario = new ScenarioRecorder(name, _attempts[name], recording.Folder);
    }

    /// <inheritdoc/>
    public void StepFinished(StepResult result) => _scenario?.Add(result);

    /// <inheritdoc/>
    public void FactAdded(object fact) => _scenario?.Add(fact);

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        if (!_hasHosts && hosts() is { } found)
        {
            recording.Write(found);
            _hasHosts = true;
        }

        var isResult = !Cancelled.IsCancellationRequested || result.Outcome == Outcome.Passed || result.Scenario.IsIgnored;
        if (isResult && _scenario?.Finish(result) is { } line)
            recording.Write(Bundle(line, result.Scenario));
        _scenario = null;
    }

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        var counts = recording.Read().Counts;
        recording.Write(new EndLine
        {
            Finished = result.Start + result.Duration,
            Cancelled = result.IsCancelled,
            HookErrors = Texts(result.HookErrors),
            LoadErrors = [.. result.LoadErrors.Select(error => error.Message)],
            Counts = counts,
            ExitCode = ExitCode(result, counts),
        });
    }

    /// <summary>Makes the bundle of a scenario.</summary>
    /// <returns>The scenario's line with the bundle, or with the reason why there is none.</returns>
    private ScenarioLine Bundle(ScenarioLine line, ScenarioPlan scenario)
    {
        if (Bundles?.Write(recording.Folder, scenario, line) is not { } bundle)
            return line;
        BundleMade(scenario, bundle);
        return bundle.Path is { } path
            ? line with { Bundle = Path.GetRelativePath(recording.Folder, path) }
            : line with { Cut = line.Cut.Add($"the bundle could not be written: {bundle.Failure}") };
    }

    private static ImmutableArray<string> Texts(ImmutableArray<Exception> errors) => [.. errors.Select(ErrorText.Of)];
}
