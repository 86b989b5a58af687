using Gherkin.Ast;

namespace TestHarness.Scenarios.Features.Limits;

/// <summary>Tells a step's table and doc string apart.</summary>
internal static class StepArguments
{
    public static DataTable? TableOf(Step step) => step.Argument as DataTable;

    public static DocString? TextOf(Step step) => step.Argument as DocString;
}
