using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Matching;

/// <summary>Several methods match a step.</summary>
public sealed class AmbiguousStepException(StepPlan step, ImmutableArray<StepBinding> bindings) : BindingException(
    string.Join(
        Environment.NewLine,
        bindings.Select(b => $"  {b}: {b.Expression}")
            .Prepend($"{step.Location}: {bindings.Length} step definitions match '{step}':")))
{
    public StepPlan Step { get; } = step;

    public ImmutableArray<StepBinding> Bindings { get; } = bindings;
}
