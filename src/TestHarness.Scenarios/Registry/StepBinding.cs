using System.Collections.Immutable;
using System.Reflection;
using TestHarness.Scenarios.Expressions;

namespace TestHarness.Scenarios.Registry;

/// <summary>A method with one of its step attributes.</summary>
public sealed class StepBinding
{
    internal StepBinding(
        ImmutableArray<StepDefinitionType> types,
        string expression,
        MethodInfo method,
        ImmutableArray<BindingScope> scopes,
        Lazy<ParameterTypes> parameterTypes)
    {
        Types = types;
        Expression = expression;
        Method = method;
        Scopes = scopes;
        Pattern = new StepPattern(expression, parameterTypes);
    }

    public ImmutableArray<StepDefinitionType> Types { get; }

    public string Expression { get; }

    public bool IsCucumberExpression => Pattern.IsCucumber;

    public MethodInfo Method { get; }

    public ImmutableArray<BindingScope> Scopes { get; }

    internal StepPattern Pattern { get; }

    /// <summary>The method as it is named in messages.</summary>
    public override string ToString() => MethodName.Of(Method);
}
