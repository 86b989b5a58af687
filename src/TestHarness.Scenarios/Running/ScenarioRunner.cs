using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Running;

/// <summary>Runs one scenario. All its steps are bound first; with one that cannot be, nothing of it runs, not even a hook.</summary>
internal sealed class ScenarioRunner(BindingRegistry registry, RunOptions options, IRunObserver observer, ObjectContainer parent)
{
    private readonly HookRunner hooks = new(registry, observer);
    private readonly StepMatcher matcher = new(registry);

    /// <param name="obstacle">An error of the run or the feature that keeps the scenario from running.</param>
    public async Task<ScenarioResult> RunAsync(ScenarioPlan scenario, Exception? obstacle, CancellationToken cancellationToken)
    {
        observer.ScenarioStarted(scenario);
        var start = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        var errors = new List<Exception>();
        var steps = new StepRecorder(observer);
        if (scenario.IsIgnored)
            errors.Add(new ScenarioSkippedException($"it is tagged @{ScenarioPlan.IgnoreTag}"));
        else if (obstacle is not null)
            errors.Add(obstacle);
        else if (cancellationToken.IsCancellationRequested)
            errors.Add(new ScenarioSkippedException("the run was cancelled"));
        else
            await BindAndRunAsync(scenario, steps, errors, cancellationToken);

        steps.RecordRest(scenario, (errors.FirstOrDefault() as UndefinedStepsException)?.Steps ?? []);
        var result = ScenarioResult.Of(scenario, start, watch.Elapsed, [.. errors], steps.Results, options.Strict);
        observer.ScenarioFinished(result);
        return result;
    }

    private async Task BindAndRunAsync(
        ScenarioPlan scenario, StepRecorder steps, List<Exception> errors, CancellationToken cancellationToken)
    {
        ImmutableArray<StepMatch> matches;
        try
        {
            matches = matcher.Bind(scenario);
        }
        catch (BindingException e)
        {
            errors.Add(e);
            return;
        }

        var container = new ObjectContainer(parent);
        container.RegisterInstanceAs<IReqnrollOutputHelper>(new OutputHelper(observer));
        var execution = new ScenarioExecution(registry, hooks, container, scenario, errors);
        await execution.RunAsync(matches, steps, cancellationToken);
        errors.AddRange(await container.DisposeAllAsync());
    }
}
