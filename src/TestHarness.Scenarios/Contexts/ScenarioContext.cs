using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

/// <summary>The running scenario; inject it into a step class.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Step authors know the context by this name.")]
public sealed class ScenarioContext : ReqnrollContext
{
    internal ScenarioContext(ScenarioInfo scenarioInfo, RuleInfo? ruleInfo, IObjectContainer container)
    {
        ScenarioInfo = scenarioInfo;
        RuleInfo = ruleInfo;
        ScenarioContainer = container;
    }

    public ScenarioInfo ScenarioInfo { get; }

    public RuleInfo? RuleInfo { get; }

    public IObjectContainer ScenarioContainer { get; }

    public ScenarioExecutionStatus ScenarioExecutionStatus { get; internal set; }

    public ScenarioBlock CurrentScenarioBlock { get; internal set; }

    public ScenarioStepContext StepContext { get; internal set; } = null!;
}
