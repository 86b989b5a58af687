using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Matching;

namespace TestHarness.Scenarios.Running;

/// <summary>Times steps and tells the observer of them.</summary>
internal sealed class StepRecorder(IRunObserver observer)
{
    private readonly List<StepResult> results = [];

    public ImmutableArray<StepResult> Results => [.. results];

    public async Task<Exception?> RunAsync(StepMatch match, Func<Task> run)
    {
        observer.StepStarted(match.Step);
        var start = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        Exception? error = null;
        try
        {
            await run();
        }
        catch (Exception e)
        {
            error = e;
        }

        Record(new StepResult(match.Step, match.NamedArguments, Outcomes.Of(error), start, watch.Elapsed, error));
        return error;
    }

    /// <summary>The steps that were not run.</summary>
    public void RecordRest(ScenarioPlan scenario, ImmutableArray<UndefinedStep> undefined)
    {
        foreach (var step in scenario.Steps.Skip(results.Count))
        {
            observer.StepStarted(step);
            var outcome = undefined.Any(u => ReferenceEquals(u.Step, step)) ? Outcome.Undefined : Outcome.Skipped;
            Record(new StepResult(step, [], outcome, DateTimeOffset.UtcNow, TimeSpan.Zero, null));
        }
    }

    private void Record(StepResult result)
    {
        results.Add(result);
        observer.StepFinished(result);
    }
}
