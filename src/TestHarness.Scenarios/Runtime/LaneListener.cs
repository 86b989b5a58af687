using Reqnroll.Bindings;
using Reqnroll.Events;
using Reqnroll.Infrastructure;
using TestHarness.Scenarios.Running;

namespace TestHarness.Scenarios.Runtime;

/// <summary>
/// The listener of Reqnroll's events on a lane, which reports them to the observer and to the record of the scenario.
/// </summary>
internal sealed class LaneListener : IAsyncExecutionEventListener, IReqnrollAttachmentHandler
{
    /// <summary>The observer of hooks, output and attachments; null when there is none.</summary>
    public IRunObserver? Observer { get; set; }

    /// <summary>
    /// The record of the scenario that runs here; null between scenarios, and for a scenario of which nothing may run.
    /// </summary>
    public ScenarioRecord? Scenario { get; set; }

    /// <inheritdoc/>
    public Task OnEventAsync(IExecutionEvent executionEvent)
    {
        switch (executionEvent)
        {
            // Reqnroll runs the hooks before a step earlier than it reports the step.
            case HookStartedEvent { HookType: HookType.BeforeStep }:
            case StepStartedEvent:
                Scenario?.StartStep();
                break;
            case StepFinishedEvent step:
                Scenario?.FinishStep(step.StepContext);
                break;
            case HookBindingStartedEvent hook:
                Observer?.HookStarted(Hook(hook.HookBinding));
                break;
            case HookBindingFinishedEvent hook:
                Finish(hook);
                break;
            case OutputAddedEvent output:
                Observer?.OutputWritten(output.Text);
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds a file that a step attaches; the step fails when the file does not exist.</summary>
    public void AddAttachment(string filePath) => Observer?.AttachmentAdded(Attachment.Of(filePath));

    /// <summary>Adds a fact of the scenario.</summary>
    public void AddFact(object fact)
    {
        Scenario?.Add(fact);
        Observer?.FactAdded(fact);
    }

    private void Finish(HookBindingFinishedEvent hook)
    {
        var (error, start) = (hook.HookException, DateTimeOffset.UtcNow - hook.Duration);
        Observer?.HookFinished(new HookResult(Hook(hook.HookBinding), Outcomes.Of(error), start, hook.Duration, error));
        if (error is not null)
            Scenario?.Note(error);
    }

    private static HookMethod Hook(IHookBinding binding) => new(binding.HookType, MethodNames.Of(binding));
}
