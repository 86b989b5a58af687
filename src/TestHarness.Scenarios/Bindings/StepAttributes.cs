namespace TestHarness.Scenarios;

/// <summary>What <see cref="GivenAttribute"/>, <see cref="WhenAttribute"/>, <see cref="ThenAttribute"/> and
/// <see cref="StepDefinitionAttribute"/> share. The expression is a Cucumber Expression or a regular expression.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class StepDefinitionBaseAttribute(string expression, params StepDefinitionType[] types) : Attribute
{
    public string Expression { get; } = expression;

    public IReadOnlyList<StepDefinitionType> Types { get; } = types;
}

public sealed class GivenAttribute(string expression) : StepDefinitionBaseAttribute(expression, StepDefinitionType.Given);

public sealed class WhenAttribute(string expression) : StepDefinitionBaseAttribute(expression, StepDefinitionType.When);

public sealed class ThenAttribute(string expression) : StepDefinitionBaseAttribute(expression, StepDefinitionType.Then);

/// <summary>A step that may be written as Given, When or Then.</summary>
public sealed class StepDefinitionAttribute(string expression)
    : StepDefinitionBaseAttribute(expression, StepDefinitionType.Given, StepDefinitionType.When, StepDefinitionType.Then);
