using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>
/// An observer of a run, which is called in order and by one caller at a time. Output and attachments belong to the hook or step
/// that started last.
/// </summary>
public interface IRunObserver
{
    /// <summary>Receives the start of the run.</summary>
    void RunStarted(DateTimeOffset start)
    {
    }

    /// <summary>Receives the result of the run.</summary>
    void RunFinished(RunResult result)
    {
    }

    /// <summary>Receives the start of a feature, before its hooks.</summary>
    void FeatureStarted(FeatureHeader feature)
    {
    }

    /// <summary>Receives the result of a feature, after its hooks.</summary>
    void FeatureFinished(FeatureResult result)
    {
    }

    /// <summary>Receives the start of a scenario, before its hooks.</summary>
    void ScenarioStarted(ScenarioPlan scenario)
    {
    }

    /// <summary>Receives the result of a scenario, after its hooks.</summary>
    void ScenarioFinished(ScenarioResult result)
    {
    }

    /// <summary>Receives the start of a hook.</summary>
    void HookStarted(HookMethod hook)
    {
    }

    /// <summary>Receives the result of a hook.</summary>
    void HookFinished(HookResult result)
    {
    }

    /// <summary>Receives the start of a step.</summary>
    void StepStarted(StepPlan step)
    {
    }

    /// <summary>Receives the result of a step.</summary>
    void StepFinished(StepResult result)
    {
    }

    /// <summary>Receives a line of output.</summary>
    void OutputWritten(string line)
    {
    }

    /// <summary>Receives an attached file.</summary>
    void AttachmentAdded(Attachment attachment)
    {
    }

    /// <summary>Receives a fact of the scenario that runs, from its steps and hooks.</summary>
    void FactAdded(object fact)
    {
    }

    /// <summary>Receives progress of the scenario, which only an observer of <see cref="Follow"/> receives.</summary>
    void ProgressMade(object progress)
    {
    }

    /// <summary>
    /// Returns an observer of one scenario, which receives its events as they happen; other observers receive the events
    /// of scenarios that run side by side one scenario after the other. Null when the observer needs none.
    /// </summary>
    IRunObserver? Follow(ScenarioPlan scenario) => null;
}
