using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features;

/// <summary>A scenario of which nothing would run is an error of its file.</summary>
public sealed class EmptyScenariosTests
{
    private const string NoSteps = "[config] the scenario has no steps, so that it checks nothing: write its steps, or remove it";
    private const string NoExamples = "[config] the outline has no Examples, so that none of it runs: write Examples with rows";
    private const string NoRows =
        "[config] the Examples have no rows, so that none of the outline runs for them: write rows, or remove them";

    [TestCase("  Scenario: S", "f:2:3: " + NoSteps)]
    [TestCase("  Background:\n    Then x\n  Scenario: S", "f:4:3: " + NoSteps)]
    [TestCase("  Rule: R\n    Scenario: S\n      Then x\n    Scenario: T", "f:5:5: " + NoSteps)]
    [TestCase("  Scenario Outline: S\n    Then x", "f:2:3: " + NoExamples)]
    [TestCase("  Scenario Template: S\n    Then <x>", "f:2:3: " + NoExamples)]
    [TestCase("  Scenario Outline: S\n    Then x\n    Examples:", "f:4:5: " + NoRows)]
    [TestCase("  Scenario: S\n    Then <x>\n    Examples:\n      | x |", "f:4:5: " + NoRows)]
    [TestCase(
        "  Scenario: S\n    Then <x>\n    Examples:\n      | x |\n      | 1 |\n    Examples:\n      | x |", "f:7:5: " + NoRows)]
    public void An_outline_without_rows_is_an_error_with_its_place(string scenarios, string error) => Assert.That(
        () => FeatureFile.Parse($"Feature: F\n{scenarios}", "f"),
        Throws.TypeOf<FeatureParseException>().With.Message.EqualTo(error));

    [Test]
    public void In_another_language_it_is_one_too() => Assert.That(
        () => FeatureFile.Parse("# language: de\nFunktionalität: F\n  Szenariogrundriss: S\n    Dann x", "f"),
        Throws.TypeOf<FeatureParseException>().With.Message.EqualTo($"f:3:3: {NoExamples}"));

    [Test]
    public void All_of_a_file_are_named() => Assert.That(
        () => FeatureFile.Parse("Feature: F\n  Scenario: S\n  Scenario Outline: T\n    Then x", "f"),
        Throws.TypeOf<FeatureParseException>().With.Message.EqualTo($"f:2:3: {NoSteps}{Environment.NewLine}f:3:3: {NoExamples}"));

    [TestCase("Feature: F\n  @ignore\n  Scenario: S", 1)]
    [TestCase("@ignore\nFeature: F\n  Scenario: S", 1)]
    [TestCase("Feature: F\n  @ignore\n  Rule: R\n    Scenario Outline: S\n      Then x", 1)]
    [TestCase(
        "Feature: F\n  Scenario: S\n    Then <x>\n    Examples:\n      | x |\n      | 1 |\n    @ignore\n    Examples:\n      " +
        "| x |", 1)]
    public void An_ignored_outline_may_be_empty(string text, int scenarios) =>
        Assert.That(FeatureFile.Parse(text, "f").Scenarios, Has.Length.EqualTo(scenarios));
}
