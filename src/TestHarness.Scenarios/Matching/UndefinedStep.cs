using System.Collections.Immutable;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Matching;

/// <param name="Snippet">A method to paste into a [Binding] class.</param>
/// <param name="OutOfScope">Methods that match the text but not the scope.</param>
public sealed record UndefinedStep(StepPlan Step, string Snippet, ImmutableArray<StepBinding> OutOfScope)
{
    public static UndefinedStep Of(StepPlan step) => new(step, Matching.Snippet.For(step), []);

    public override string ToString()
    {
        var hint = OutOfScope.Select(b =>
            $"{Environment.NewLine}  {b} matches, but only in scope of {string.Join(" or ", b.Scopes)}");
        return $"{Step.Location}: no step definition for '{Step}'{string.Concat(hint)}";
    }
}
