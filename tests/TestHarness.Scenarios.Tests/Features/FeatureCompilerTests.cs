using Reqnroll.Bindings;
using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features;

public sealed class FeatureCompilerTests
{
    private static readonly FeaturePlan Rules = FeatureFile.Load(Fixture("rules/rules.feature"), Fixture(""));

    [Test]
    public void Unfolds_every_example_to_a_scenario() =>
        Assert.That(
            Rules.Scenarios.Select(s => s.Title),
            Is.EqualTo(new[] { "Plain", "Move 1 by tcp", "Move 2 by tcp", "Move 3 by unix" }));

    [Test]
    public void Inherits_tags_from_feature_rule_scenario_and_examples() =>
        Assert.That(Rules.Scenarios[3].Tags, Is.EqualTo(new[] { "feature-tag", "rule-tag", "outline-tag", "second" }));

    [Test]
    public void Puts_the_backgrounds_of_feature_and_rule_in_front() =>
        Assert.That(
            Rules.Scenarios[1].ReadSteps().Select(s => s.Text),
            Is.EqualTo(new[] { "a lab", "a device", "1 move by tcp", "the log says" }));

    [Test]
    public void Replaces_placeholders_in_tables_and_doc_strings() => Assert.Multiple(() =>
    {
        Assert.That(Rules.Scenarios[2].ReadSteps()[2].Table!.Rows[1].Cells, Is.EqualTo(new[] { "tcp", "2" }));
        Assert.That(Rules.Scenarios[2].ReadSteps()[3].DocString, Is.EqualTo("2 moved"));
    });

    [Test]
    public void Gives_conjunctions_the_kind_of_the_step_before() => Assert.That(
        Rules.Scenarios[0].ReadSteps().Select(s => s.Type),
        Is.EqualTo(new[]
        {
            StepDefinitionType.Given, StepDefinitionType.Given, StepDefinitionType.When, StepDefinitionType.When,
            StepDefinitionType.Then, StepDefinitionType.Then,
        }));

    [Test]
    public void Knows_where_an_example_is_and_what_it_holds() => Assert.Multiple(() =>
    {
        Assert.That(Rules.Scenarios[3].Location.ToString(), Is.EqualTo("rules/rules.feature:40"));
        Assert.That(Rules.Scenarios[3].Arguments.Select(a => $"{a.Key}={a.Value}"), Is.EqualTo(new[] { "count=3", "way=unix" }));
        Assert.That(Rules.Scenarios[3].Rule!.Title, Is.EqualTo("With its own background"));
        Assert.That(Rules.Header.Folder, Is.EqualTo("rules"));
        Assert.That(Rules.Header.Description, Is.EqualTo("What it says."));
    });

    [Test]
    public void Reads_localized_keywords()
    {
        var german = FeatureFile.Load(Fixture("german.feature"), Fixture(""));
        Assert.That(german.Scenarios[0].ReadSteps().Select(s => $"{s.Type} {s.Text}"), Is.EqualTo(new[]
        {
            "Given ein Gast", "When er umzieht", "When er zurückzieht", "Then ist er gesund",
        }));
    }

    [Test]
    public void Names_file_line_and_column_of_every_parse_error()
    {
        var error = Assert.Throws<FeatureParseException>(() => FeatureFile.Load(Fixture("broken.feature"), Fixture("")))!;
        Assert.That(
            error.Message,
            Does.Contain("broken.feature:5:7: inconsistent cell count").And.Contain("broken.feature:6:5: expected:"));
    }

    [Test]
    public void Refuses_a_file_without_a_feature() =>
        Assert.That(
            () => FeatureFile.Parse("# nothing", "x.feature"),
            Throws.TypeOf<FeatureParseException>().With.Message.Contain("x.feature:1:1"));

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
}
