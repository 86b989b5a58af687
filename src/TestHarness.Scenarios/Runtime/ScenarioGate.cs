using System.Runtime.ExceptionServices;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Runtime;

/// <summary>The gate that a scenario's steps and hooks pass before they run.</summary>
/// <param name="obstacle">The error because of which nothing of the scenario may run; null when all may.</param>
/// <param name="stepEnd">The time that a step has to end once the run is cancelled.</param>
/// <param name="cancellation">Ends the running step, and prevents the later ones.</param>
internal sealed class ScenarioGate(Exception? obstacle, TimeSpan stepEnd, ScenarioCancellation cancellation)
{
    /// <summary>The step that Reqnroll has reached.</summary>
    public StepPlan? Step { get; set; }

    /// <summary>Whether hooks may run.</summary>
    public bool LetsHooksPass => obstacle is null;

    /// <summary>
    /// Runs a step. When the run is cancelled, or the scenario ends early, waits for the step before the hooks undo what it uses.
    /// A step that does not end within the time is abandoned.
    /// </summary>
    public async Task<object> PassAsync(Func<Task<object>> step)
    {
        if (obstacle is not null)
            ExceptionDispatchInfo.Throw(obstacle);
        if (cancellation.Token.IsCancellationRequested)
            throw Ended("before");

        var running = step();
        await ((Task)running.WaitAsync(cancellation.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.Token.IsCancellationRequested)
            return await running;

        await ((Task)running.WaitAsync(stepEnd, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully)
            return await running;
        var left = running.IsCompleted ? "" : $"; the step did not end within {stepEnd.TotalSeconds:0.###} s and still runs";
        throw Ended("during", left);
    }

    /// <summary>Runs a hook. A hook that the cancellation has ended says so.</summary>
    public async Task<object> PassHookAsync(Func<Task<object>> hook)
    {
        try
        {
            return await hook();
        }
        catch (OperationCanceledException) when (cancellation.Token.IsCancellationRequested)
        {
            var when = Step is null ? "while the scenario was opened" : $"after '{Step}'";
            throw cancellation.Reason ?? new OperationCanceledException($"the run was cancelled {when}", cancellation.Run);
        }
    }

    private Exception Ended(string when, string more = "") => cancellation.Reason
        ?? new OperationCanceledException(
            $"{Step?.Location}: the run was cancelled {when} '{Step}'{more}", cancellation.Run);
}
