using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Matching;

/// <summary>A step and the method that runs it, with the texts of its arguments.</summary>
public sealed record StepMatch(StepPlan Step, StepBinding Binding, ImmutableArray<string> Arguments)
{
    /// <summary>The arguments by the names of the method's parameters.</summary>
    public ImmutableArray<KeyValuePair<string, string>> NamedArguments =>
        [.. Binding.Method.GetParameters().Zip(Arguments, (parameter, value) => KeyValuePair.Create(parameter.Name!, value))];
}
