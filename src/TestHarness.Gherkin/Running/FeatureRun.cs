using System.Collections.Immutable;
using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Registry;

namespace TestHarness.Gherkin.Running;

/// <summary>A feature between its hooks. Made by <see cref="TestRun.StartFeatureAsync"/>.</summary>
public sealed class FeatureRun
{
    private readonly FeatureHeader feature;
    private readonly IRunObserver observer;
    private readonly ObjectContainer container;
    private readonly HookRunner hooks;
    private readonly ScenarioRunner scenarios;
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
        scenarios = new ScenarioRunner(registry, options, observer, container);
    }

    public async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, CancellationToken cancellationToken = default)
    {
        var result = await scenarios.RunAsync(scenario, obstacle, cancellationToken);
        results.Add(result);
        return result;
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

    internal async Task StartAsync()
    {
        observer.FeatureStarted(feature);
        if (obstacle is null)
            obstacle = context.TestError = await hooks.RunAsync(HookType.BeforeFeature, ScopeTarget.Of(feature), container);
    }
}
