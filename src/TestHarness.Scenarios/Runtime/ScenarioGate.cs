using System.Runtime.ExceptionServices;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Runtime;

/// <summary>What a scenario's steps and hooks pass before they run.</summary>
/// <param name="obstacle">Why nothing of the scenario may run; null where all may.</param>
/// <param name="stepEnd">How long a step may take to end once the run is cancelled.</param>
/// <param name="cancellation">Ends the running step, and keeps the others from running.</param>
internal sealed class ScenarioGate(Exception? obstacle, TimeSpan stepEnd, CancellationToken cancellation)
{
    /// <summary>The step that Reqnroll is at.</summary>
    public StepPlan? Step { get; set; }

    public bool LetsHooksPass => obstacle is null;

    /// <summary>
    /// Runs a step. When the run is cancelled, the step is waited for before the hooks undo what it works on; a step that does
    /// not end within the bound is left to itself.
    /// </summary>
    public async Task<object> PassAsync(Func<Task<object>> step)
    {
        if (obstacle is not null)
            ExceptionDispatchInfo.Throw(obstacle);
        if (cancellation.IsCancellationRequested)
            throw Cancelled("before");

        var running = step();
        await ((Task)running.WaitAsync(cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested)
            return await running;

        await ((Task)running.WaitAsync(stepEnd, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully)
            return await running;
        var left = running.IsCompleted ? "" : $"; the step did not end within {stepEnd.TotalSeconds:0.###} s and still runs";
        throw Cancelled("during", left);
    }

    private OperationCanceledException Cancelled(string when, string more = "") =>
        new($"{Step?.Location}: the run was cancelled {when} '{Step}'{more}", cancellation);
}
