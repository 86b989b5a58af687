using System.Collections.Immutable;
using TestHarness.Gherkin.Features;
using TestHarness.Gherkin.Registry;

namespace TestHarness.Gherkin.Matching;

/// <summary>Several methods match a step.</summary>
public sealed class AmbiguousStepException(StepPlan step, ImmutableArray<StepBinding> bindings) : BindingException(
    $"{step.Location}: {bindings.Length} step definitions match '{step}':{string.Concat(bindings.Select(b => $"{Environment.NewLine}  {b}: {b.Expression}"))}")
{
    public StepPlan Step { get; } = step;

    public ImmutableArray<StepBinding> Bindings { get; } = bindings;
}
