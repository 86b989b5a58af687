using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

/// <summary>A step's table and text, as later versions of the parser tell of them.</summary>
internal static class StepArguments
{
    public static global::Gherkin.Ast.DataTable? TableOf(Step step) => step.DataTable;

    public static DocString? TextOf(Step step) => step.DocString;
}
