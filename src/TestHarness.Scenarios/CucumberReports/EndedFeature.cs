using Gherkin.CucumberMessages;
using Reqnroll.Bindings;
using Reqnroll.Events;
using Reqnroll.Formatters.ExecutionTracking;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// The success of a feature that has ended, which the messages still need. Reqnroll would keep all data of each feature until the
/// end of the run.
/// </summary>
internal sealed class EndedFeature(IFeatureExecutionTracker feature) : IFeatureExecutionTracker
{
    /// <inheritdoc/>
    public bool Enabled { get; } = feature.Enabled;

    /// <inheritdoc/>
    public bool FeatureExecutionSuccess { get; } = feature.FeatureExecutionSuccess;

    /// <inheritdoc/>
    public string FeatureName { get; } = feature.FeatureName;

    /// <inheritdoc/>
    public IIdGenerator IdGenerator { get; } = feature.IdGenerator;

    /// <inheritdoc/>
    public IReadOnlyDictionary<IBinding, string> StepDefinitionsByBinding { get; } = feature.StepDefinitionsByBinding;

    /// <inheritdoc/>
    public string TestRunStartedId { get; } = feature.TestRunStartedId;

    /// <inheritdoc/>
    public Task FinalizeTracking() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(FeatureStartedEvent featureStartedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(AttachmentAddedEvent attachmentAddedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(HookBindingFinishedEvent hookBindingFinishedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(HookBindingStartedEvent hookBindingStartedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(OutputAddedEvent outputAddedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(ScenarioFinishedEvent scenarioFinishedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(ScenarioStartedEvent scenarioStartedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(StepFinishedEvent stepFinishedEvent) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProcessEvent(StepStartedEvent stepStartedEvent) => Task.CompletedTask;
}
