using TestHarness.Cli.Running;
using TestHarness.Health;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Running;

public sealed class ScenarioFilesTests
{
    private const string Feature = "Feature: F\n  Scenario: A\n    Then a\n  Scenario: B\n    Then b\n  Scenario: C\n    Then c";

    [Test]
    public void Checks_that_were_not_made_are_counted_over_all_scenarios()
    {
        using var folder = new TemporaryDirectory();
        var files = new ScenarioFiles();
        foreach (var (scenario, lines) in FeatureFile.Parse(Feature, "f.feature").Scenarios.Zip(["one\ntwo\n", "", "three\n"]))
        {
            files.ScenarioStarted(scenario);
            if (lines.Length > 0)
                files.AttachmentAdded(Written(folder, scenario.Title, lines));
        }

        Assert.That(files.Count(UnmadeChecks.FileName), Is.EqualTo((3, 2)));
        Assert.That(files.Count(AllowedFindings.FileName), Is.EqualTo((0, 0)));
    }

    private static Attachment Written(TemporaryDirectory folder, string scenario, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder[scenario]).FullName, UnmadeChecks.FileName);
        File.WriteAllText(path, text);
        return Attachment.Of(path);
    }
}
