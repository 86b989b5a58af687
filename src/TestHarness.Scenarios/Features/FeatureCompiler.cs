using System.Collections.Immutable;
using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

/// <summary>Turns a parsed feature into plans: backgrounds in front, tags inherited, outlines unfolded.</summary>
internal sealed class FeatureCompiler(string file, string fullPath)
{
    private readonly StepCompiler steps = new(file);

    public FeaturePlan Compile(Feature feature)
    {
        var folder = Path.GetDirectoryName(file) ?? "";
        var title = feature.Name.Length > 0 ? feature.Name : Path.GetFileNameWithoutExtension(file);
        var header = new FeatureHeader(
            At(feature.Location),
            fullPath,
            folder.Replace('\\', '/'),
            feature.Language,
            title,
            Trim(feature.Description),
            Names(feature.Tags));
        return new FeaturePlan(header, [.. Scenarios(header, null, feature.Children, [])]);
    }

    private IEnumerable<ScenarioPlan> Scenarios(
        FeatureHeader feature, RuleHeader? rule, IEnumerable<IHasLocation> children, ImmutableArray<Step> background)
    {
        foreach (var child in children)
        {
            switch (child)
            {
                case Background own:
                    background = [.. background, .. own.Steps];
                    break;
                case Rule inner:
                    var header = new RuleHeader(At(inner.Location), inner.Name, Trim(inner.Description), Names(inner.Tags));
                    foreach (var scenario in Scenarios(feature, header, inner.Children, background))
                        yield return scenario;
                    break;
                case Scenario scenario:
                    foreach (var plan in Unfold(feature, rule, scenario, background))
                        yield return plan;
                    break;
            }
        }
    }

    private IEnumerable<ScenarioPlan> Unfold(
        FeatureHeader feature, RuleHeader? rule, Scenario scenario, ImmutableArray<Step> background)
    {
        if (!scenario.Examples.Any())
            return [Plan(feature, rule, scenario, background, At(scenario.Location), [], Placeholders.None)];
        return
            from examples in scenario.Examples
            where examples.TableHeader is not null
            from row in examples.TableBody
            let placeholders = Placeholders.Of(examples.TableHeader, row)
            select Plan(feature, rule, scenario, background, At(row.Location), Names(examples.Tags), placeholders);
    }

    private ScenarioPlan Plan(
        FeatureHeader feature,
        RuleHeader? rule,
        Scenario scenario,
        ImmutableArray<Step> background,
        SourceLocation location,
        ImmutableArray<string> exampleTags,
        Placeholders placeholders)
    {
        ImmutableArray<string> own = [.. Names(scenario.Tags).Concat(exampleTags).Distinct()];
        return new ScenarioPlan(
            feature,
            rule,
            location,
            At(scenario.Tags.FirstOrDefault()?.Location ?? scenario.Location),
            placeholders.Replace(scenario.Name),
            scenario.Name,
            Trim(scenario.Description),
            own,
            [.. feature.Tags.Concat(rule?.Tags ?? []).Concat(own).Distinct()],
            placeholders.Arguments,
            steps.Compile(background, scenario.Steps, placeholders));
    }

    private SourceLocation At(Location location) => new(file, location.Line, location.Column);

    private static ImmutableArray<string> Names(IEnumerable<Tag> tags) => [.. tags.Select(t => t.Name.TrimStart('@')).Distinct()];

    private static string Trim(string? description) =>
        description is null ? "" : string.Join('\n', description.Split('\n').Select(l => l.Trim())).Trim();
}
