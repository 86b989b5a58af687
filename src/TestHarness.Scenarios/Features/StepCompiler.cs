using System.Collections.Immutable;
using Io.Cucumber.Messages.Types;
using Reqnroll.Bindings;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// The compiler from the steps of a pickle to plans. A step has the type of its keyword; And, But and * repeat the type.
/// </summary>
internal sealed class StepCompiler
{
    private readonly Dictionary<string, Step> _steps = [];
    private readonly string _file;

    /// <summary>Collects the steps of a feature.</summary>
    public StepCompiler(Feature feature, string file)
    {
        _file = file;
        foreach (var child in feature.Children)
        {
            Add(child.Background?.Steps);
            Add(child.Scenario?.Steps);
            foreach (var inner in child.Rule?.Children ?? [])
            {
                Add(inner.Background?.Steps);
                Add(inner.Scenario?.Steps);
            }
        }
    }

    /// <summary>Compiles the steps of a scenario or example.</summary>
    public ImmutableArray<StepPlan> Compile(Pickle pickle)
    {
        var type = StepDefinitionType.Given;
        var plans = ImmutableArray.CreateBuilder<StepPlan>(pickle.Steps.Count);
        foreach (var step in pickle.Steps)
        {
            type = TypeOf(step, type);
            plans.Add(Plan(step, type));
        }

        return plans.MoveToImmutable();
    }

    private void Add(IEnumerable<Step>? steps)
    {
        foreach (var step in steps ?? [])
            _steps.Add(step.Id, step);
    }

    private StepPlan Plan(PickleStep pickle, StepDefinitionType type)
    {
        var step = _steps[pickle.AstNodeIds[0]];
        return new StepPlan(
            At(step.Location),
            step.Keyword.Trim(),
            type,
            pickle.Text,
            pickle.Argument?.DataTable is { } table ? Table(table, step.DataTable) : null,
            pickle.Argument?.DocString?.Content);
    }

    private TablePlan Table(PickleTable table, DataTable written) => new(
        At(written.Location),
        [
            .. table.Rows.Zip(
                written.Rows,
                (row, place) => new TableRowPlan((int)place.Location.Line, [.. row.Cells.Select(cell => cell.Value)])),
        ]);

    private SourceLocation At(Location location) => new(_file, (int)location.Line, (int)(location.Column ?? 1));

    private static StepDefinitionType TypeOf(PickleStep step, StepDefinitionType before) => step.Type switch
    {
        PickleStepType.CONTEXT => StepDefinitionType.Given,
        PickleStepType.ACTION => StepDefinitionType.When,
        PickleStepType.OUTCOME => StepDefinitionType.Then,
        _ => before,
    };
}
