using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

/// <summary>A run whose features and scenarios somebody else chooses one by one, as a test framework does.</summary>
public sealed class TestRun
{
    private readonly BindingRegistry registry;
    private readonly RunOptions options;
    private readonly Observers observers;
    private readonly HookRunner hooks;
    private readonly ObjectContainer container = new();
    private readonly List<FeatureResult> features = [];
    private readonly Stopwatch watch = new();
    private DateTimeOffset start;
    private Exception? obstacle;

    public TestRun(BindingRegistry registry, RunOptions? options = null)
    {
        this.registry = registry;
        this.options = options ?? RunOptions.Default;
        observers = new Observers(this.options.Observers);
        hooks = new HookRunner(registry, observers);
        container.RegisterInstanceAs<IReqnrollOutputHelper>(new OutputHelper(observers));
        container.RegisterInstanceAs<IUnitTestRuntimeProvider>(new RuntimeProvider());
    }

    /// <summary>Runs the hooks before the run; if one fails, every scenario fails with its error.</summary>
    public async Task StartAsync()
    {
        start = DateTimeOffset.UtcNow;
        watch.Start();
        observers.RunStarted(start);
        obstacle = await hooks.RunAsync(HookType.BeforeTestRun, ScopeTarget.Run, container);
    }

    /// <summary>Runs the hooks before the feature; if one fails, every scenario of the feature fails with its error.</summary>
    public async Task<FeatureRun> StartFeatureAsync(FeatureHeader feature)
    {
        var run = new FeatureRun(feature, registry, options, observers, container, obstacle);
        await run.StartAsync();
        return run;
    }

    public async Task<FeatureResult> FinishFeatureAsync(FeatureRun run)
    {
        var result = await run.FinishAsync();
        features.Add(result);
        return result;
    }

    /// <summary>Runs the hooks after the run and disposes of what it made.</summary>
    public async Task<RunResult> FinishAsync(
        ImmutableArray<FeatureLoadException> loadErrors = default, CancellationToken cancellationToken = default)
    {
        var failed = await hooks.RunAsync(HookType.AfterTestRun, ScopeTarget.Run, container);
        var disposal = await container.DisposeAllAsync();
        var result = new RunResult(
            start,
            watch.Elapsed,
            [.. features.SelectMany(f => f.Scenarios)],
            loadErrors.IsDefault ? [] : loadErrors,
            [.. new[] { obstacle }.Concat(features.Select(f => f.Error)).Append(failed).Concat(disposal).OfType<Exception>()],
            cancellationToken.IsCancellationRequested);
        observers.RunFinished(result);
        return result;
    }
}
