using Gherkin.CucumberMessages;
using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.Events;
using Reqnroll.Formatters.ExecutionTracking;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// Follows a scenario for the messages, and lets go of what it knows at the scenario's end. Reqnroll keeps that until the end of
/// the run, for a scenario that is run again; here none is.
/// </summary>
internal sealed class ScenarioTracker(IPickleExecutionTracker tracker) : IPickleExecutionTracker
{
    private static readonly Dictionary<IBinding, string> None = [];

    private IPickleExecutionTracker? _tracker = tracker;

    public bool Finished => _tracker is null;

    public ScenarioExecutionStatus ScenarioExecutionStatus { get; private set; }

    public string TestRunStartedId { get; } = tracker.TestRunStartedId;

    public DateTime TestCaseStartedTimeStamp { get; } = tracker.TestCaseStartedTimeStamp;

    public int AttemptCount => _tracker?.AttemptCount ?? 0;

    public IIdGenerator IdGenerator { get; } = tracker.IdGenerator;

    public TestCaseTracker? TestCaseTracker => _tracker?.TestCaseTracker;

    public IReadOnlyDictionary<IBinding, string> StepDefinitionsByBinding => _tracker?.StepDefinitionsByBinding ?? None;

    public Task FinalizeTracking() => _tracker?.FinalizeTracking() ?? Task.CompletedTask;

    public async Task ProcessEvent(ScenarioFinishedEvent scenarioFinishedEvent)
    {
        if (_tracker is not { } following)
            return;
        await following.ProcessEvent(scenarioFinishedEvent);
        await following.FinalizeTracking();
        ScenarioExecutionStatus = following.ScenarioExecutionStatus;
        _tracker = null;
    }

    public Task ProcessEvent(ScenarioStartedEvent scenarioStartedEvent) =>
        Tell(following => following.ProcessEvent(scenarioStartedEvent));

    public Task ProcessEvent(StepStartedEvent stepStartedEvent) => Tell(following => following.ProcessEvent(stepStartedEvent));

    public Task ProcessEvent(StepFinishedEvent stepFinishedEvent) => Tell(following => following.ProcessEvent(stepFinishedEvent));

    public Task ProcessEvent(HookBindingStartedEvent hookBindingStartedEvent) =>
        Tell(following => following.ProcessEvent(hookBindingStartedEvent));

    public Task ProcessEvent(HookBindingFinishedEvent hookBindingFinishedEvent) =>
        Tell(following => following.ProcessEvent(hookBindingFinishedEvent));

    public Task ProcessEvent(AttachmentAddedEvent attachmentAddedEvent) =>
        Tell(following => following.ProcessEvent(attachmentAddedEvent));

    public Task ProcessEvent(OutputAddedEvent outputAddedEvent) => Tell(following => following.ProcessEvent(outputAddedEvent));

    private Task Tell(Func<IPickleExecutionTracker, Task> tell) =>
        _tracker is { } following ? tell(following) : Task.CompletedTask;
}

/// <summary>Has each scenario followed by a <see cref="ScenarioTracker"/>.</summary>
internal sealed class ScenarioTrackers(PickleExecutionTrackerFactory trackers) : IPickleExecutionTrackerFactory
{
    public IPickleExecutionTracker CreatePickleTracker(IFeatureExecutionTracker featureExecutionTracker, string pickleId) =>
        new ScenarioTracker(trackers.CreatePickleTracker(featureExecutionTracker, pickleId));
}
