using System.Collections.Immutable;
using Io.Cucumber.Messages.Types;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// The compiler from the pickles of a feature file to plans. A pickle has the title; the syntax tree has the tags and places.
/// </summary>
internal sealed class FeatureCompiler
{
    private readonly FeatureHeader _feature;
    private readonly Dictionary<string, (Scenario Scenario, RuleHeader? Rule)> _scenarios = [];
    private readonly Dictionary<string, ExampleRow> _rows = [];
    private readonly FeatureText _text;

    private FeatureCompiler(Feature feature, FeatureText text, string fullPath)
    {
        _text = text;
        var file = text.Name;
        _feature = new FeatureHeader(
            At(feature.Location),
            fullPath,
            (Path.GetDirectoryName(file) ?? "").Replace('\\', '/'),
            feature.Language,
            feature.Name.Length > 0 ? feature.Name : Path.GetFileNameWithoutExtension(file),
            Trim(feature.Description),
            Names(feature.Tags));
        foreach (var child in feature.Children)
            Add(child);
    }

    /// <summary>Compiles a feature file.</summary>
    public static FeaturePlan Compile(FeatureDocument document, FeatureText text, string fullPath)
    {
        var compiler = new FeatureCompiler(document.Tree.Feature, text, fullPath);
        return new FeaturePlan(compiler._feature, [.. document.Pickles.Select(compiler.Plan)], text);
    }

    private void Add(FeatureChild child)
    {
        if (child.Scenario is { } scenario)
            Add(scenario, null);
        if (child.Rule is not { } rule)
            return;
        var header = new RuleHeader(At(rule.Location), rule.Name, Trim(rule.Description), Names(rule.Tags));
        foreach (var inner in rule.Children.Select(part => part.Scenario).OfType<Scenario>())
            Add(inner, header);
    }

    private void Add(Scenario scenario, RuleHeader? rule)
    {
        _scenarios.Add(scenario.Id, (scenario, rule));
        foreach (var examples in scenario.Examples)
        {
            foreach (var row in examples.TableBody)
                _rows.Add(row.Id, new ExampleRow(examples, row));
        }
    }

    private ScenarioPlan Plan(Pickle pickle, int index)
    {
        var (scenario, rule) = _scenarios[pickle.AstNodeIds[0]];
        var example = pickle.AstNodeIds.Count > 1 ? _rows[pickle.AstNodeIds[1]] : null;
        ImmutableArray<string> own = [.. Names(scenario.Tags).Concat(Names(example?.Examples.Tags ?? [])).Distinct()];
        return new ScenarioPlan(
            _feature,
            rule,
            At(example?.Row.Location ?? scenario.Location),
            At(scenario.Tags.FirstOrDefault()?.Location ?? scenario.Location),
            pickle.Name,
            scenario.Name,
            Trim(scenario.Description),
            own,
            [.. _feature.Tags.Concat(rule?.Tags ?? []).Concat(own).Distinct()],
            example?.Arguments ?? [],
            _text,
            index);
    }

    private SourceLocation At(Location location) => new(_text.Name, (int)location.Line, (int)(location.Column ?? 1));

    private static ImmutableArray<string> Names(IEnumerable<Tag> tags) =>
        [.. tags.Select(tag => tag.Name.TrimStart('@')).Distinct()];

    private static string Trim(string? description) =>
        description is null ? "" : string.Join('\n', description.Split('\n').Select(line => line.Trim())).Trim();

    private sealed record ExampleRow(Examples Examples, TableRow Row)
    {
        /// <summary>The example's values by column, in order.</summary>
        public ImmutableArray<KeyValuePair<string, string>> Arguments =>
            [.. Examples.TableHeader.Cells.Zip(Row.Cells, (name, cell) => KeyValuePair.Create(name.Value, cell.Value))];
    }
}
