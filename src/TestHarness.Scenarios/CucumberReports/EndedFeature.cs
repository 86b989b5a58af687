using Gherkin.CucumberMessages;
using Reqnroll.Bindings;
using Reqnroll.Events;
using Reqnroll.Formatters.ExecutionTracking;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// What the messages still need of a feature that has ended: whether it succeeded. Reqnroll keeps all of each feature until the
/// end of the run.
/// </summary>
internal sealed class EndedFeature(IFeatureExecutionTracker feature) : IFeatureExecutionTracker
{
    public bool Enabled { get; } = feature.Enabled;

    public bool FeatureExecutionSuccess { get; } = feature.FeatureExecutionSuccess;

    public string FeatureName { get; } = feature.FeatureName;

    public IIdGenerator IdGenerator { get; } = feature.IdGenerator;

    public IReadOnlyDictionary<IBinding, string> StepDefinitionsByBinding { get; } = feature.StepDefinitionsByBinding;

    public string TestRunStartedId { get; } = feature.TestRunStartedId;

    public Task FinalizeTracking() => Task.CompletedTask;

    public Task ProcessEvent(FeatureStartedEvent featureStartedEvent) => Task.CompletedTask;

    public Task ProcessEvent(AttachmentAddedEvent attachmentAddedEvent) => Task.CompletedTask;

    public Task ProcessEvent(HookBindingFinishedEvent hookBindingFinishedEvent) => Task.CompletedTask;

    public Task ProcessEvent(HookBindingStartedEvent hookBindingStartedEvent) => Task.CompletedTask;

    public Task ProcessEvent(OutputAddedEvent outputAddedEvent) => Task.CompletedTask;

    public Task ProcessEvent(ScenarioFinishedEvent scenarioFinishedEvent) => Task.CompletedTask;

    public Task ProcessEvent(ScenarioStartedEvent scenarioStartedEvent) => Task.CompletedTask;

    public Task ProcessEvent(StepFinishedEvent stepFinishedEvent) => Task.CompletedTask;

    public Task ProcessEvent(StepStartedEvent stepStartedEvent) => Task.CompletedTask;
}
