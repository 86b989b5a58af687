using System.Collections.Immutable;
using TestHarness.Scenarios.Registry;

namespace TestHarness.Scenarios.Matching;

/// <summary>A scenario has steps without a method; nothing of it was run.</summary>
public sealed class UndefinedStepsException(ImmutableArray<UndefinedStep> steps) : BindingException(Text(steps))
{
    public ImmutableArray<UndefinedStep> Steps { get; } = steps;

    private static string Text(ImmutableArray<UndefinedStep> steps) => string.Join(
        Environment.NewLine,
        [
            .. steps.Select(s => s.ToString()),
            "Paste this into a [Binding] class:",
            "",
            string.Join(Environment.NewLine + Environment.NewLine, steps.Select(s => s.Snippet).Distinct()),
        ]);
}
