using System.Runtime.ExceptionServices;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Runtime;

/// <summary>What a scenario's steps and hooks pass before they run.</summary>
/// <param name="obstacle">Why nothing of the scenario may run; null where all may.</param>
/// <param name="cancellation">Ends the running step, and keeps the others from running.</param>
internal sealed class ScenarioGate(Exception? obstacle, CancellationToken cancellation)
{
    /// <summary>The step that Reqnroll is at.</summary>
    public StepPlan? Step { get; set; }

    public bool LetsHooksPass => obstacle is null;

    /// <summary>Runs a step. One that runs when the run is cancelled is left to itself; the hooks after it end what it works on.</summary>
    public async Task<object> PassAsync(Func<Task<object>> step)
    {
        if (obstacle is not null)
            ExceptionDispatchInfo.Throw(obstacle);
        if (cancellation.IsCancellationRequested)
            throw Cancelled("before");
        try
        {
            return await step().WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw Cancelled("during");
        }
    }

    private OperationCanceledException Cancelled(string when) =>
        new($"{Step?.Location}: the run was cancelled {when} '{Step}'", cancellation);
}
