using System.Collections.Immutable;
using System.Diagnostics;
using Reqnroll.Bindings;
using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// The runner of a scenario on a lane by Reqnroll. It checks all steps first; when one of them cannot run, nothing of the
/// scenario runs, not even a hook.
/// </summary>
internal sealed class ScenarioRunner(StepCheck check, RunOptions options)
{
    /// <summary>Runs a scenario.</summary>
    /// <param name="obstacle">The error of the run or the feature that prevents the scenario; null when there is none.</param>
    public async Task<ScenarioResult> RunAsync(
        ScenarioPlan scenario, Lane lane, IRunObserver observer, Exception? obstacle, CancellationToken cancellationToken)
    {
        observer.ScenarioStarted(scenario);
        var (start, watch) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        var steps = scenario.ReadSteps();
        var record = new ScenarioRecord(steps, observer);
        lane.Listener.Observer = observer;
        lane.Runner.OnScenarioInitialize(Infos.Of(scenario), Infos.Of(scenario.Rule));
        if (WhySkipped(scenario, cancellationToken) is { } reason)
        {
            record.Note(new ScenarioSkippedException(reason));
            await lane.Runner.SkipScenarioAsync();
        }
        else
        {
            await RunAsync(steps, lane, record, obstacle ?? await FindProblemsAsync(scenario, steps), cancellationToken);
        }

        await EndAsync(lane, record);
        record.RecordRest(Problems(record).ToLookup(problem => problem.Step));
        var result = ScenarioResult.Of(scenario, record.Failed, start, watch.Elapsed, record.Errors, options.Strict);
        result = options.KnownIssues?.Judge(result, record.Facts) ?? result;
        observer.ScenarioFinished(result);
        return result;
    }

    private static string? WhySkipped(ScenarioPlan scenario, CancellationToken cancellationToken)
    {
        if (scenario.IsIgnored)
            return $"it is tagged @{ScenarioPlan.IgnoreTag}";
        return cancellationToken.IsCancellationRequested ? "the run was cancelled" : null;
    }

    private static IEnumerable<StepProblem> Problems(ScenarioRecord record) =>
        record.Errors.OfType<StepProblemsException>().SelectMany(error => error.Problems);

    private async Task<Exception?> FindProblemsAsync(ScenarioPlan scenario, ImmutableArray<StepPlan> steps) =>
        await check.FindAsync(scenario, steps) is { Count: > 0 } problems ? new StepProblemsException(problems) : null;

    /// <summary>Runs the steps. With an obstacle, no method is called, but Cucumber's reports receive the steps.</summary>
    private async Task RunAsync(
        ImmutableArray<StepPlan> steps,
        Lane lane,
        ScenarioRecord record,
        Exception? obstacle,
        CancellationToken cancellationToken)
    {
        using var cancellation = new ScenarioCancellation(cancellationToken);
        var gate = new ScenarioGate(obstacle, options.StepEnd, cancellation);
        lane.Runner.ScenarioContext.ScenarioContainer.RegisterInstanceAs(gate);
        lane.Runner.ScenarioContext.ScenarioContainer.RegisterInstanceAs(cancellation);
        lane.Runner.ScenarioContext.ScenarioContainer.RegisterInstanceAs(new ScenarioFacts(lane.Listener));
        if (obstacle is null)
            lane.Listener.Scenario = record;
        else
            Block(lane, record, obstacle);
        try
        {
            await lane.Runner.OnScenarioStartAsync();
            foreach (var step in steps)
            {
                gate.Step = step;
                await StepAsync(lane, step);
            }

            await lane.Runner.CollectScenarioErrorsAsync();
        }
        catch (Exception exception)
        {
            // The record has the error of a step or hook already; Reqnroll throws it again, as it is or wrapped.
            if (record.Errors.IsEmpty)
                record.Note(exception);
        }
    }

    private static void Block(Lane lane, ScenarioRecord record, Exception obstacle)
    {
        lane.Listener.Observer = null;
        record.Note(obstacle);
    }

    private static Task StepAsync(Lane lane, StepPlan step)
    {
        var (text, table, keyword) = (step.DocString, Infos.Of(step.Table), $"{step.Keyword} ");
        return step.Type switch
        {
            StepDefinitionType.Given => lane.Runner.GivenAsync(step.Text, text, table, keyword),
            StepDefinitionType.When => lane.Runner.WhenAsync(step.Text, text, table, keyword),
            _ => lane.Runner.ThenAsync(step.Text, text, table, keyword),
        };
    }

    private static async Task EndAsync(Lane lane, ScenarioRecord record)
    {
        try
        {
            await lane.Runner.OnScenarioEndAsync();
        }
        catch (Exception exception)
        {
            // A hook failed, which the record has already, or an object of the scenario could not be disposed.
            record.Note(exception);
        }

        lane.Listener.Scenario = null;
    }
}
