using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>Sees a run as it happens, in order and from one caller at a time. Output and attachments belong to the hook or
/// step that started last.</summary>
public interface IRunObserver
{
    void RunStarted(DateTimeOffset start)
    {
    }

    void RunFinished(RunResult result)
    {
    }

    void FeatureStarted(FeatureHeader feature)
    {
    }

    void FeatureFinished(FeatureResult result)
    {
    }

    void ScenarioStarted(ScenarioPlan scenario)
    {
    }

    void ScenarioFinished(ScenarioResult result)
    {
    }

    void HookStarted(HookMethod hook)
    {
    }

    void HookFinished(HookResult result)
    {
    }

    void StepStarted(StepPlan step)
    {
    }

    void StepFinished(StepResult result)
    {
    }

    void OutputWritten(string line)
    {
    }

    void AttachmentAdded(Attachment attachment)
    {
    }

    /// <summary>Takes a fact of the scenario that runs, as its steps and hooks know it.</summary>
    void FactAdded(object fact)
    {
    }
}
