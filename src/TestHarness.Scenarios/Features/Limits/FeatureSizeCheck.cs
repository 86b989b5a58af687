using Gherkin.Ast;

namespace TestHarness.Scenarios.Features.Limits;

/// <summary>
/// The check for what exceeds <see cref="FeatureLimits"/> in a parsed feature. It computes the size of the unfolded scenarios
/// without building them, and ends at the limit, so that it costs no more than the limit allows.
/// </summary>
internal sealed class FeatureSizeCheck(FeatureLimits limits)
{
    private const int MostErrors = 10;
    private const string SplitScenario = "split the scenario";
    private const string SplitTable = "split the table";
    private const string UseDocString = "use a doc string";

    private readonly UnfoldedSize _unfolded = new(limits);

    /// <summary>Finds the errors in the order of the file.</summary>
    /// <returns>The first errors, at most ten; none when the feature keeps all limits.</returns>
    public ParseError[] Find(Feature feature) =>
    [
        .. Header(feature.Location, feature.Name, feature.Tags).Concat(Children(feature.Children, [])).Take(MostErrors),
    ];

    private IEnumerable<ParseError> Children(IEnumerable<IHasLocation> children, Step[] background)
    {
        foreach (var child in children)
        {
            var errors = child switch
            {
                Background own => Steps(background = [.. background, .. own.Steps]),
                Rule rule => Header(rule.Location, rule.Name, rule.Tags).Concat(Children(rule.Children, background)),
                Scenario scenario => Scenario(scenario, background),
                _ => [],
            };
            foreach (var error in errors)
                yield return error;
            if (_unfolded.IsExceeded)
                yield break;
        }
    }

    private IEnumerable<ParseError> Scenario(Scenario scenario, Step[] background)
    {
        var steps = background.Length + scenario.Steps.Count();
        ParseError[] errors =
        [
            .. Header(scenario.Location, scenario.Name, scenario.Tags)
                .Concat(scenario.Examples.SelectMany(Examples))
                .Concat(Over(scenario.Location, "steps in a scenario with its background", steps, limits.Steps, SplitScenario))
                .Concat(Steps(scenario.Steps))
                .Take(MostErrors),
        ];
        // When the scenario as it is written is too large, its examples would only repeat the same errors.
        return errors.Length > 0 ? errors : _unfolded.Add(scenario, background);
    }

    private IEnumerable<ParseError> Examples(Examples examples) => examples.TableHeader is null
        ? []
        : Columns(examples.TableHeader, "columns in examples")
            .Concat(Tags(examples.Tags))
            .Concat(examples.TableBody.SelectMany(row => Nested(examples.TableHeader, row)));

    private static IEnumerable<ParseError> Nested(TableRow header, TableRow row) =>
        Placeholders.FindNested(header, row) is not var (cell, column) ? [] : [new ParseError(
            cell.Location.Line,
            cell.Location.Column,
            $"[config] the value of an example contains <{column}>, the placeholder of a column: write the value itself")];

    private IEnumerable<ParseError> Header(Location location, string title, IEnumerable<Tag> tags) =>
        Over(location, "characters in a title", title.Length, limits.TitleLength, "move the rest to the description")
            .Concat(Tags(tags));

    private IEnumerable<ParseError> Tags(IEnumerable<Tag> tags) => tags
        .SelectMany(tag => Over(tag.Location, "characters in a tag", tag.Name.Length, limits.TagLength, "shorten it"))
        .Concat(tags.Skip(limits.Tags).Take(1)
            .SelectMany(tag => Over(tag.Location, "tags in one place", tags.Count(), limits.Tags, "remove some")));

    private IEnumerable<ParseError> Steps(IEnumerable<Step> steps) => steps.SelectMany(step =>
        Over(step.Location, "characters in a step", step.Text.Length, limits.StepLength, UseDocString)
            .Concat(StepArguments.TextOf(step) is { } text ? DocString(text) : [])
            .Concat(StepArguments.TableOf(step) is { } table ? Table(table) : []));

    private IEnumerable<ParseError> DocString(DocString text) =>
        Over(text.Location, "characters in a doc string", text.Content.Length, limits.DocStringLength, "shorten it");

    private IEnumerable<ParseError> Table(DataTable table) =>
        Over(table.Location, "rows in a table", table.Rows.Count(), limits.Rows, SplitTable)
            .Concat(Columns(table.Rows.First(), "columns in a table"))
            .Concat(table.Rows.SelectMany(row => row.Cells).SelectMany(Cell));

    private IEnumerable<ParseError> Columns(TableRow row, string what) =>
        Over(row.Location, what, row.Cells.Count(), limits.Columns, SplitTable);

    private IEnumerable<ParseError> Cell(TableCell cell) =>
        Over(cell.Location, "characters in a cell", cell.Value.Length, limits.CellLength, UseDocString);

    private static IEnumerable<ParseError> Over(Location location, string what, long found, long allowed, string advice) =>
        found > allowed ? [LimitError.Of(location.Line, location.Column, what, found, allowed, advice)] : [];
}
