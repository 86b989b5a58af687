using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Tags;

namespace TestHarness.Scenarios.Tests.Features;

public sealed class FeatureSetTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    [Test]
    public void Loads_folders_and_keeps_files_that_do_not_parse_as_errors()
    {
        var set = FeatureSet.Load([Root], Root);
        Assert.Multiple(() =>
        {
            Assert.That(
                set.Features.Select(f => f.Header.Location.File), Is.EqualTo(new[] { "german.feature", "rules/rules.feature" }));
            Assert.That(set.Errors.Select(e => e.File), Is.EqualTo(new[] { "broken.feature" }));
        });
    }

    [TestCase("1", "Plain,Move 1 by tcp,Move 2 by tcp,Move 3 by unix")]
    [TestCase("11", "Plain")]
    [TestCase("19", "Move 1 by tcp,Move 2 by tcp,Move 3 by unix")]
    [TestCase("25", "Move 1 by tcp,Move 2 by tcp,Move 3 by unix")]
    [TestCase("35", "Move 2 by tcp")]
    [TestCase("8:40", "Plain,Move 3 by unix")]
    public void Selects_by_line(string lines, string titles)
    {
        var set = FeatureSet.Load([$"{Root}/rules/rules.feature:{lines}"], Root);
        Assert.That(string.Join(',', set.Scenarios.Select(s => s.Title)), Is.EqualTo(titles));
    }

    [Test]
    public void A_line_of_tags_is_of_the_scenario_below()
    {
        var folder = Directory.CreateTempSubdirectory("features-");
        try
        {
            var file = Path.Combine(folder.FullName, "f.feature");
            File.WriteAllText(file, "Feature: F\n  Scenario: A\n    Given x\n\n  @tag\n  Scenario: B\n    Given x\n");
            Assert.That(
                FeatureSet.Load([$"{file}:5"], folder.FullName).Scenarios.Select(s => s.Title), Is.EqualTo(new[] { "B" }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Selects_by_tags() => Assert.That(
        FeatureSet.Load([Root], Root).Where(TagExpression.Parse("@rule-tag and not @first")).Scenarios.Select(s => s.Title),
        Is.EqualTo(new[] { "Move 3 by unix" }));

    [Test]
    public void Refuses_a_path_that_is_not_there() =>
        Assert.That(
            () => FeatureSet.Load(["nowhere.feature"]),
            Throws.TypeOf<FeatureLoadException>().With.Message.Contain("nowhere.feature"));

    [Test]
    public void Leaves_out_what_a_build_has_copied()
    {
        var folder = Directory.CreateTempSubdirectory("features-");
        try
        {
            foreach (var part in new[] { "a", "bin/Debug", "b/obj", ".git" })
                File.WriteAllText(
                    Path.Combine(folder.CreateSubdirectory(part).FullName, "f.feature"),
                    "Feature: F\n  Scenario: S\n    Given x");
            Assert.That(
                FeatureSet.Load([folder.FullName], folder.FullName).Features.Select(f => f.Header.Location.File),
                Is.EqualTo(new[] { "a/f.feature" }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
