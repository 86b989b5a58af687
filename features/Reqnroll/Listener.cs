using Reqnroll.Events;

namespace TestHarness.Features;

/// <summary>Takes Reqnroll's events apart.</summary>
internal sealed class Listener(ObservedRun run) : IAsyncExecutionEventListener
{
    public Task OnEventAsync(IExecutionEvent executionEvent)
    {
        switch (executionEvent)
        {
            case TestRunStartedEvent:
                run.Start();
                break;
            case TestRunFinishedEvent:
                run.Finish();
                break;
            case FeatureStartedEvent feature:
                run.StartFeature(feature.FeatureContext.FeatureInfo);
                break;
            case FeatureFinishedEvent feature:
                run.FinishFeature(feature.FeatureContext.TestError);
                break;
            case ScenarioStartedEvent scenario:
                run.StartScenario(scenario.ScenarioContext.ScenarioInfo);
                break;
            case ScenarioFinishedEvent:
                run.FinishScenario();
                break;
            default:
                OnPart(executionEvent);
                break;
        }

        return Task.CompletedTask;
    }

    private void OnPart(IExecutionEvent executionEvent)
    {
        switch (executionEvent)
        {
            // Reqnroll runs the hooks before a step before it tells of the step.
            case HookStartedEvent { HookType: Reqnroll.Bindings.HookType.BeforeStep }:
            case StepStartedEvent:
                run.Scenario?.StartStep();
                break;
            case StepFinishedEvent step:
                run.Scenario?.FinishStep(step.StepContext);
                break;
            case HookBindingStartedEvent hook:
                run.StartHook(hook.HookBinding);
                break;
            case HookBindingFinishedEvent hook:
                run.FinishHook(hook.HookBinding, hook.HookException);
                break;
            case OutputAddedEvent output:
                run.Observer.OutputWritten(output.Text);
                break;
            case AttachmentAddedEvent attachment:
                run.Observer.AttachmentAdded(Scenarios.Running.Attachment.Of(attachment.FilePath));
                break;
        }
    }
}
