using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

/// <summary>A feature between its hooks. Made by <see cref="TestRun.StartFeatureAsync"/>.</summary>
public sealed class FeatureRun
{
    private readonly FeatureHeader feature;
    private readonly IRunObserver observer;
    private readonly ObjectContainer container;
    private readonly HookRunner hooks;
    private readonly Func<IRunObserver, ScenarioRunner> runner;
    private readonly FeatureContext context;
    private readonly List<ScenarioResult> results = [];
    private Exception? obstacle;

    internal FeatureRun(
        FeatureHeader feature,
        BindingRegistry registry,
        RunOptions options,
        IRunObserver observer,
        ObjectContainer parent,
        Exception? obstacle)
    {
        this.feature = feature;
        this.observer = observer;
        this.obstacle = obstacle;
        container = new ObjectContainer(parent);
        context = new FeatureContext(Infos.Of(feature), container);
        container.RegisterInstanceAs(context);
        hooks = new HookRunner(registry, observer);
        runner = told => new ScenarioRunner(registry, options, told, container);
    }

    public async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, CancellationToken cancellationToken = default)
    {
        var result = await runner(observer).RunAsync(scenario, obstacle, cancellationToken);
        results.Add(result);
        return result;
    }

    /// <summary>Runs scenarios side by side, so many at a time; observers and results have them one after the other.</summary>
    internal async Task RunAsync(ImmutableArray<ScenarioPlan> scenarios, int lanes, CancellationToken cancellationToken)
    {
        using var lane = new SemaphoreSlim(lanes);
        var turns = scenarios.Select(scenario => new Turn(observer)).ToArray();
        turns[0].Begin();
        var running = scenarios.Zip(turns, (scenario, turn) => RunAsync(scenario, turn, lane, cancellationToken)).ToArray();
        foreach (var (turn, run) in turns.Zip(running))
        {
            turn.Begin();
            results.Add(await run);
        }
    }

    /// <summary>Runs the hooks after the feature and disposes of what it made; their errors are in the result.</summary>
    internal async Task<FeatureResult> FinishAsync()
    {
        var failed = obstacle is null || context.TestError is not null
            ? await hooks.RunAsync(HookType.AfterFeature, ScopeTarget.Of(feature), container)
            : null;
        ImmutableArray<Exception> errors = [.. new[] { failed }.OfType<Exception>(), .. await container.DisposeAllAsync()];
        var error = errors.Length > 1 ? new AggregateException(errors) : errors.FirstOrDefault();
        var result = new FeatureResult(feature, [.. results], error);
        observer.FeatureFinished(result);
        return result;
    }

    private async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, Turn turn, SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        await lane.WaitAsync(CancellationToken.None);
        try
        {
            return await runner(turn).RunAsync(scenario, obstacle, cancellationToken);
        }
        finally
        {
            lane.Release();
        }
    }

    internal async Task StartAsync()
    {
        observer.FeatureStarted(feature);
        if (obstacle is null)
            obstacle = context.TestError = await hooks.RunAsync(HookType.BeforeFeature, ScopeTarget.Of(feature), container);
    }
}
