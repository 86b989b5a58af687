using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>A run whose features and scenarios the caller chooses one by one, as a test framework does.</summary>
public sealed class TestRun
{
    private readonly RunOptions _options;
    private readonly Observers _observers;
    private readonly Lanes _lanes;
    private readonly ScenarioRunner _runner;
    private readonly List<FeatureResult> _features = [];
    private readonly Stopwatch _watch = new();
    private Lane? _lane;
    private DateTimeOffset _start;
    private Exception? _obstacle;

    /// <summary>Prepares a run with a vocabulary.</summary>
    public TestRun(StepVocabulary steps, RunOptions? options = null)
    {
        _options = options ?? RunOptions.Default;
        _observers = new Observers(_options.Observers);
        steps.StartRun(_options.Strict, _options.Report);
        _lanes = new Lanes(steps);
        _runner = new ScenarioRunner(steps.Check, _options);
    }

    /// <summary>Runs the hooks before the run; if one fails, every scenario fails with its error.</summary>
    public async Task StartAsync()
    {
        _start = DateTimeOffset.UtcNow;
        _watch.Start();
        _observers.RunStarted(_start);
        _lane = _lanes.Take();
        _lane.Listener.Observer = _observers;
        _obstacle = await ErrorOfAsync(_lane.Runner.OnTestRunStartAsync);
    }

    /// <summary>The scenarios that were to run and do not start.</summary>
    internal ImmutableArray<ScenarioPlan> NotRun { get; set; } = [];

    /// <summary>The results so far, of features that have ended.</summary>
    internal IEnumerable<ScenarioResult> Results => _features.SelectMany(feature => feature.Scenarios);

    /// <summary>Runs the hooks before the feature; if one fails, every scenario of the feature fails with its error.</summary>
    /// <param name="round">The number of the feature's run, from 1.</param>
    public Task<FeatureRun> StartFeatureAsync(FeaturePlan feature, int round = 1) =>
        StartFeatureAsync(feature, round, observer => observer);

    /// <inheritdoc cref="StartFeatureAsync(FeaturePlan, int)"/>
    /// <param name="through">Returns what receives the feature's events for the run's observers.</param>
    internal async Task<FeatureRun> StartFeatureAsync(FeaturePlan feature, int round, Func<IRunObserver, IRunObserver> through)
    {
        var messages = _options.Report is null ? null : new FeatureMessages(feature.Text, round);
        var run = new FeatureRun(feature, messages, _lanes, through(_observers), _runner, _obstacle);
        await run.StartAsync();
        return run;
    }

    /// <summary>Runs the hooks after the feature.</summary>
    public async Task<FeatureResult> FinishFeatureAsync(FeatureRun run)
    {
        var result = await run.FinishAsync();
        _features.Add(result);
        return result;
    }

    /// <summary>Runs the hooks after the run, completes the reports, and disposes the objects of the run.</summary>
    public async Task<RunResult> FinishAsync(
        ImmutableArray<FeatureLoadException> loadErrors = default, CancellationToken cancellationToken = default)
    {
        var failed = _lane is null ? null : await ErrorOfAsync(_lane.Runner.OnTestRunEndAsync);
        _lane?.Close();
        _lanes.Close();
        var result = new RunResult(
            _start,
            _watch.Elapsed,
            [.. Results],
            loadErrors.IsDefault ? [] : loadErrors,
            [.. new[] { _obstacle }.Concat(_features.Select(feature => feature.Error)).Append(failed).OfType<Exception>()],
            cancellationToken.IsCancellationRequested)
        {
            NotRun = NotRun,
        };
        _observers.RunFinished(result);
        return result;
    }

    private static async Task<Exception?> ErrorOfAsync(Func<Task> hooks)
    {
        try
        {
            await hooks();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
