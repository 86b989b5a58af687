namespace TestHarness.Scenarios;

/// <summary>What all hooks share: a lower <see cref="Order"/> runs first; with tags, the hook runs where any of them is.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class HookAttribute(HookType type, params string[] tags) : Attribute
{
    public const int DefaultOrder = 10000;

    public HookType Type { get; } = type;

    public IReadOnlyList<string> Tags { get; } = tags;

    public int Order { get; set; } = DefaultOrder;
}

public sealed class BeforeTestRunAttribute() : HookAttribute(HookType.BeforeTestRun);

public sealed class AfterTestRunAttribute() : HookAttribute(HookType.AfterTestRun);

public sealed class BeforeFeatureAttribute(params string[] tags) : HookAttribute(HookType.BeforeFeature, tags);

public sealed class AfterFeatureAttribute(params string[] tags) : HookAttribute(HookType.AfterFeature, tags);

public sealed class BeforeScenarioAttribute(params string[] tags) : HookAttribute(HookType.BeforeScenario, tags);

public sealed class AfterScenarioAttribute(params string[] tags) : HookAttribute(HookType.AfterScenario, tags);

public sealed class BeforeScenarioBlockAttribute(params string[] tags) : HookAttribute(HookType.BeforeScenarioBlock, tags);

public sealed class AfterScenarioBlockAttribute(params string[] tags) : HookAttribute(HookType.AfterScenarioBlock, tags);

public sealed class BeforeStepAttribute(params string[] tags) : HookAttribute(HookType.BeforeStep, tags);

public sealed class AfterStepAttribute(params string[] tags) : HookAttribute(HookType.AfterStep, tags);
