using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Running;

/// <summary>Keeps what is told of a scenario that runs beside others until it is its turn: observers see one scenario after the other.</summary>
internal sealed class Turn(IRunObserver observer) : IRunObserver
{
    private readonly Lock gate = new();
    private readonly List<Action> kept = [];
    private bool isOn;

    /// <summary>Tells what was kept, and all that follows at once. Attached files are read only now.</summary>
    public void Begin()
    {
        lock (gate)
        {
            isOn = true;
            foreach (var tell in kept)
                tell();
            kept.Clear();
        }
    }

    public void ScenarioStarted(ScenarioPlan scenario) => Tell(() => observer.ScenarioStarted(scenario));

    public void ScenarioFinished(ScenarioResult result) => Tell(() => observer.ScenarioFinished(result));

    public void HookStarted(HookMethod hook) => Tell(() => observer.HookStarted(hook));

    public void HookFinished(HookResult result) => Tell(() => observer.HookFinished(result));

    public void StepStarted(StepPlan step) => Tell(() => observer.StepStarted(step));

    public void StepFinished(StepResult result) => Tell(() => observer.StepFinished(result));

    public void OutputWritten(string line) => Tell(() => observer.OutputWritten(line));

    public void AttachmentAdded(Attachment attachment) => Tell(() => observer.AttachmentAdded(attachment));

    public void FactAdded(object fact) => Tell(() => observer.FactAdded(fact));

    private void Tell(Action tell)
    {
        lock (gate)
        {
            if (isOn)
                tell();
            else
                kept.Add(tell);
        }
    }
}
