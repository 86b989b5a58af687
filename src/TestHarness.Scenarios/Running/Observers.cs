using System.Collections.Immutable;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>Tells every observer, in order.</summary>
internal sealed class Observers(ImmutableArray<IRunObserver> all) : IRunObserver
{
    private readonly Lock gate = new();

    public void RunStarted(DateTimeOffset start) => Tell(o => o.RunStarted(start));

    public void RunFinished(RunResult result) => Tell(o => o.RunFinished(result));

    public void FeatureStarted(FeatureHeader feature) => Tell(o => o.FeatureStarted(feature));

    public void FeatureFinished(FeatureResult result) => Tell(o => o.FeatureFinished(result));

    public void ScenarioStarted(ScenarioPlan scenario) => Tell(o => o.ScenarioStarted(scenario));

    public void ScenarioFinished(ScenarioResult result) => Tell(o => o.ScenarioFinished(result));

    public void HookStarted(HookMethod hook) => Tell(o => o.HookStarted(hook));

    public void HookFinished(HookResult result) => Tell(o => o.HookFinished(result));

    public void StepStarted(StepPlan step) => Tell(o => o.StepStarted(step));

    public void StepFinished(StepResult result) => Tell(o => o.StepFinished(result));

    public void OutputWritten(string line) => Tell(o => o.OutputWritten(line));

    public void AttachmentAdded(Attachment attachment) => Tell(o => o.AttachmentAdded(attachment));

    public void FactAdded(object fact) => Tell(o => o.FactAdded(fact));

    private void Tell(Action<IRunObserver> what)
    {
        lock (gate)
        {
            foreach (var observer in all)
                what(observer);
        }
    }
}
