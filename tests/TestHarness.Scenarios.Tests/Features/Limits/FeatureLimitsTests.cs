using TestHarness.Scenarios.Features;

namespace TestHarness.Scenarios.Tests.Features.Limits;

/// <summary>Each limit by a file that exceeds it: one clear error with its place.</summary>
public sealed class FeatureLimitsTests
{
    private const string Head = "Feature: F\n  Scenario: S\n    Given x";

    private static IEnumerable<TestCaseData> Excesses()
    {
        yield return Case("steps", Head + Repeat("\n    And x", 1000),
            "f:2:3: [config] expected at most 1,000 steps in a scenario with its background, found 1,001");
        yield return Case(
            "background", "Feature: F\n  Background:\n    Given x" + Repeat("\n    And x", 999) + "\n  Scenario: S\n    Then y",
            "1,000 steps in a scenario with its background");
        yield return Case("rows", Head + Repeat("\n      | a |", 10_001),
            "f:4:7: [config] expected at most 10,000 rows in a table, found 10,001");
        yield return Case("columns", $"{Head}\n      |{Repeat("a|", 201)}",
            "f:4:7: [config] expected at most 200 columns in a table, found 201");
        yield return Case("cell", $"{Head}\n      | {Repeat("a", 10_001)} |",
            "f:4:9: [config] expected at most 10,000 characters in a cell, found 10,001");
        yield return Case("doc string", $"{Head}\n      \"\"\"\n{Repeat(Repeat("a", 99_999) + "\n", 11)}      \"\"\"",
            "1,048,576 characters in a doc string");
        yield return Case("title", $"Feature: F\n  Scenario: {Repeat("a", 1_001)}",
            "f:2:3: [config] expected at most 1,000 characters in a title, found 1,001");
        yield return Case("step", $"Feature: F\n  Scenario: S\n    Given {Repeat("a", 10_001)}",
            "f:3:5: [config] expected at most 10,000 characters in a step");
        yield return Case("tag", $"@{Repeat("a", 201)}\nFeature: F", "f:1:1: [config] expected at most 200 characters in a tag");
        yield return Case("tags", $"{Repeat("@a ", 101)}\nFeature: F",
            "f:1:301: [config] expected at most 100 tags in one place, found 101");
        yield return Case("tags of the file", $"{Repeat(Repeat("@a ", 30_000) + "\n", 4)}\nFeature: F",
            "f:4:1: [config] expected at most 100,000 tags in a feature file");
        yield return Case("line", $"Feature: {Repeat("a", 100_000)}",
            "f:1:1: [config] expected at most 100,000 characters in a line");
        yield return Case("lines", "Feature: F" + Repeat("\n", 200_000) + "x",
            "f:200001:1: [config] expected at most 200,000 lines in a feature file");
        yield return Case("cells", $"{Head}{Repeat("\n|" + Repeat("|", 90_000), 6)}",
            "f:9:1: [config] expected at most 500,000 table cells in a feature file");
        yield return Case("scenarios", "Feature: F" + Repeat("\n  Scenario: S", 20_001),
            "f:20002:3: [config] expected at most 20,000 scenarios in a feature file, each example counted");
        yield return Case("examples", Outline("x <a>", "| a |" + Repeat("\n      | 1 |", 20_001)),
            "f:20006:7: [config] expected at most 20,000 scenarios");
        yield return Case("filled title", Outline("x", $"| a |\n      | {Repeat("a", 251)} |", "<a><a><a><a>"),
            "f:6:7: [config] expected at most 1,000 characters in a title, filled in");
        yield return Case("filled step", Outline(Repeat("<a>", 11), $"| a |\n      | {Repeat("a", 1000)} |"),
            "f:6:7: [config] expected at most 10,000 characters in a step, filled in");
        yield return Case(
            "unfolded", Outline(Repeat("<a>", 10), "| a |" + Repeat($"\n      | {Repeat("a", 900)} |", 4000)),
            "expected at most 33,554,432 characters in all scenarios");
        yield return Case(
            "background table",
            "Feature: F\n  Background:\n    Given x" + Repeat("\n      | a | b |", 9000) + Repeat("\n  Scenario: S", 100),
            "characters in all scenarios");
    }

    [TestCaseSource(nameof(Excesses))]
    public void A_file_over_a_limit_is_refused_with_its_place(string text, string message)
    {
        var error = Assert.Throws<FeatureParseException>(() => FeatureFile.Parse(text, "f"))!;
        Assert.That(error.Message, Does.Contain(message));
    }

    [Test]
    public void Ten_thousand_small_scenarios_are_read()
    {
        var steps = "\n    Given a guest on host1\n    When it is migrated to host2\n    Then it is healthy";
        var text = $"Feature: F\n  Background:{steps}{Repeat($"\n  @a @b\n  Scenario: S{steps}", 10_000)}";
        Assert.That(FeatureFile.Parse(text, "f").Scenarios, Has.Length.EqualTo(10_000));
    }

    /// <summary>Filled in one after the other, these values would come to 2^60 characters.</summary>
    [Test]
    public void An_outline_whose_values_name_each_other_is_refused()
    {
        var columns = Enumerable.Range(0, 60).Select(column => $"c{column}").ToArray();
        var values = columns.Skip(1).Select(column => $"<{column}><{column}>").Append("x");
        var examples = $"| {string.Join(" | ", columns)} |\n      | {string.Join(" | ", values)} |";
        var error = Assert.Throws<FeatureParseException>(() => FeatureFile.Parse(Outline("boom <c0>", examples), "f"))!;
        Assert.That(
            error.Message, Does.StartWith("f:6:9: [config] the value of an example contains <c1>, the placeholder of a column"));
    }

    [Test]
    public void At_most_ten_errors_are_named()
    {
        var text = $"Feature: F{Repeat($"\n  Scenario: {Repeat("a", 2000)}", 100)}";
        var error = Assert.Throws<FeatureParseException>(() => FeatureFile.Parse(text, "f"))!;
        Assert.That(error.Errors, Has.Length.EqualTo(10));
    }

    private static TestCaseData Case(string name, string text, string message) =>
        new TestCaseData(text, message).SetName($"Refuses too much: {name}");

    private static string Outline(string step, string examples, string title = "S") =>
        $"Feature: F\n  Scenario Outline: {title}\n    Given {step}\n    Examples:\n      {examples}";

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
