using Gherkin;
using Gherkin.Ast;

namespace TestHarness.Scenarios.Features;

/// <summary>
/// The check for scenarios of which nothing would run: one without steps would pass, and an outline without rows would be left
/// out.
/// </summary>
internal sealed class EmptyScenarios
{
    private const string NoSteps = "[config] the scenario has no steps, so that it checks nothing: write its steps, or remove it";
    private const string NoExamples = "[config] the outline has no Examples, so that none of it runs: write Examples with rows";
    private const string NoRows =
        "[config] the Examples have no rows, so that none of the outline runs for them: write rows, or remove them";

    private readonly GherkinDialect _dialect;

    private EmptyScenarios(Feature feature) =>
        _dialect = new GherkinDialectProvider().GetDialect(feature.Language, feature.Location);

    /// <summary>Finds the empty scenarios of a feature; those tagged @ignore may be empty.</summary>
    public static ParseError[] Find(Feature feature) =>
        IsIgnored(feature) ? [] : [.. new EmptyScenarios(feature).Children(feature.Children)];

    private IEnumerable<ParseError> Children(IEnumerable<IHasLocation> children) => children.SelectMany(child => child switch
    {
        Rule rule when !IsIgnored(rule) => Children(rule.Children),
        Scenario scenario when !IsIgnored(scenario) => Errors(scenario),
        _ => [],
    });

    private IEnumerable<ParseError> Errors(Scenario scenario)
    {
        if (!scenario.Steps.Any())
            yield return At(scenario.Location, NoSteps);
        if (!scenario.Examples.Any() && IsOutline(scenario))
            yield return At(scenario.Location, NoExamples);
        foreach (var examples in scenario.Examples.Where(examples => !IsIgnored(examples) && IsEmpty(examples)))
            yield return At(examples.Location, NoRows);
    }

    /// <summary>
    /// Returns whether the keyword is only an outline's: in some languages an outline may have the keyword of a scenario.
    /// </summary>
    private bool IsOutline(Scenario scenario) =>
        _dialect.ScenarioOutlineKeywords.Contains(scenario.Keyword) && !_dialect.ScenarioKeywords.Contains(scenario.Keyword);

    /// <summary>Returns whether examples have no rows; examples without a table have null in its place.</summary>
    private static bool IsEmpty(Examples examples) => examples.TableHeader is null || !examples.TableBody.Any();

    private static bool IsIgnored(IHasTags tagged) => tagged.Tags.Any(tag => tag.Name == $"@{ScenarioPlan.IgnoreTag}");

    private static ParseError At(Location location, string message) => new(location.Line, location.Column, message);
}
