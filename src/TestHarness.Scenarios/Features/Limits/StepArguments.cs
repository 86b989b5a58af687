using Gherkin.Ast;

namespace TestHarness.Scenarios.Features.Limits;

/// <summary>The arguments of a step: a table or a doc string.</summary>
internal static class StepArguments
{
    /// <summary>Returns the step's table; null when it has none.</summary>
    public static DataTable? TableOf(Step step) => step.Argument as DataTable;

    /// <summary>Returns the step's doc string; null when it has none.</summary>
    public static DocString? TextOf(Step step) => step.Argument as DocString;
}
