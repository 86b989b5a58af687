using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

/// <summary>A step's table and text, as earlier versions of the parser tell of them.</summary>
internal static class StepArguments
{
    public static global::Gherkin.Ast.DataTable? TableOf(Step step) => step.Argument as global::Gherkin.Ast.DataTable;

    public static DocString? TextOf(Step step) => step.Argument as DocString;
}
