using System.Collections.Immutable;
using Gherkin;
using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

internal sealed class StepCompiler(string file)
{
    public ImmutableArray<StepPlan> Compile(IEnumerable<Step> background, IEnumerable<Step> steps, Placeholders placeholders)
    {
        var type = StepDefinitionType.Given;
        var plans = ImmutableArray.CreateBuilder<StepPlan>();
        foreach (var step in background)
            plans.Add(Compile(step, type = TypeOf(step, type), Placeholders.None));
        foreach (var step in steps)
            plans.Add(Compile(step, type = TypeOf(step, type), placeholders));
        return plans.ToImmutable();
    }

    private StepPlan Compile(Step step, StepDefinitionType type, Placeholders placeholders) => new(
        new SourceLocation(file, step.Location.Line, step.Location.Column),
        step.Keyword.Trim(),
        type,
        placeholders.Replace(step.Text),
        StepArguments.TableOf(step) is { } table ? Table(table, placeholders) : null,
        StepArguments.TextOf(step) is { } text ? placeholders.Replace(text.Content) : null);

    private TablePlan Table(global::Gherkin.Ast.DataTable table, Placeholders placeholders) => new(
        new SourceLocation(file, table.Location.Line, table.Location.Column),
        [.. table.Rows.Select(r => new TableRowPlan(r.Location.Line, [.. r.Cells.Select(c => placeholders.Replace(c.Value))]))]);

    private static StepDefinitionType TypeOf(Step step, StepDefinitionType before) => step.KeywordType switch
    {
        StepKeywordType.Context => StepDefinitionType.Given,
        StepKeywordType.Action => StepDefinitionType.When,
        StepKeywordType.Outcome => StepDefinitionType.Then,
        _ => before,
    };
}
