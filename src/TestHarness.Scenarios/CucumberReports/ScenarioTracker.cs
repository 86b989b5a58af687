using Gherkin.CucumberMessages;
using Reqnroll;
using Reqnroll.Bindings;
using Reqnroll.Events;
using Reqnroll.Formatters.ExecutionTracking;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// The tracker of a scenario for the messages, which releases its data at the scenario's end. Reqnroll would keep it until the
/// end of the run for a repetition of the scenario, and the harness repeats none.
/// </summary>
internal sealed class ScenarioTracker(IPickleExecutionTracker tracker) : IPickleExecutionTracker
{
    private static readonly Dictionary<IBinding, string> None = [];

    private IPickleExecutionTracker? _tracker = tracker;

    /// <inheritdoc/>
    public bool Finished => _tracker is null;

    /// <inheritdoc/>
    public ScenarioExecutionStatus ScenarioExecutionStatus { get; private set; }

    /// <inheritdoc/>
    public string TestRunStartedId { get; } = tracker.TestRunStartedId;

    /// <inheritdoc/>
    public DateTime TestCaseStartedTimeStamp { get; } = tracker.TestCaseStartedTimeStamp;

    /// <inheritdoc/>
    public int AttemptCount => _tracker?.AttemptCount ?? 0;

    /// <inheritdoc/>
    public IIdGenerator IdGenerator { get; } = tracker.IdGenerator;

    /// <inheritdoc/>
    public TestCaseTracker? TestCaseTracker => _tracker?.TestCaseTracker;

    /// <inheritdoc/>
    public IReadOnlyDictionary<IBinding, string> StepDefinitionsByBinding => _tracker?.StepDefinitionsByBinding ?? None;

    /// <inheritdoc/>
    public Task FinalizeTracking() => _tracker?.FinalizeTracking() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ProcessEvent(ScenarioFinishedEvent scenarioFinishedEvent)
    {
        if (_tracker is not { } following)
            return;
        await following.ProcessEvent(scenarioFinishedEvent);
        await following.FinalizeTracking();
        ScenarioExecutionStatus = following.ScenarioExecutionStatus;
        _tracker = null;
    }

    /// <inheritdoc/>
    public Task ProcessEvent(ScenarioStartedEvent scenarioStartedEvent) =>
        Tell(following => following.ProcessEvent(scenarioStartedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(StepStartedEvent stepStartedEvent) => Tell(following => following.ProcessEvent(stepStartedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(StepFinishedEvent stepFinishedEvent) => Tell(following => following.ProcessEvent(stepFinishedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(HookBindingStartedEvent hookBindingStartedEvent) =>
        Tell(following => following.ProcessEvent(hookBindingStartedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(HookBindingFinishedEvent hookBindingFinishedEvent) =>
        Tell(following => following.ProcessEvent(hookBindingFinishedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(AttachmentAddedEvent attachmentAddedEvent) =>
        Tell(following => following.ProcessEvent(attachmentAddedEvent));

    /// <inheritdoc/>
    public Task ProcessEvent(OutputAddedEvent outputAddedEvent) => Tell(following => following.ProcessEvent(outputAddedEvent));

    private Task Tell(Func<IPickleExecutionTracker, Task> tell) =>
        _tracker is { } following ? tell(following) : Task.CompletedTask;
}

/// <summary>The factory that gives each scenario a <see cref="ScenarioTracker"/>.</summary>
internal sealed class ScenarioTrackers(PickleExecutionTrackerFactory trackers) : IPickleExecutionTrackerFactory
{
    /// <inheritdoc/>
    public IPickleExecutionTracker CreatePickleTracker(IFeatureExecutionTracker featureExecutionTracker, string pickleId) =>
        new ScenarioTracker(trackers.CreatePickleTracker(featureExecutionTracker, pickleId));
}
