using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Health;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Tests.Hosts;

namespace TestHarness.Cli.Tests.Running;

public sealed class RunSummaryTests
{
    private const string Feature = "Feature: F\n  Scenario: A\n    Then a\n  Scenario: B\n    Then b";

    private static readonly RunResult Empty = new(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [], [], [], IsCancelled: false);

    [Test]
    public void Checks_that_were_not_made_and_findings_that_were_accepted_are_counted_for_a_person()
    {
        using var folder = new TemporaryDirectory();
        var files = new ScenarioFiles();
        var scenarios = FeatureFile.Parse(Feature, "f.feature").Scenarios;
        Attach(files, scenarios[0], Written(folder, "a", UnmadeChecks.FileName, "one\ntwo\n"));
        Attach(files, scenarios[1], Written(folder, "b", UnmadeChecks.FileName, "three\n"));
        Attach(files, scenarios[1], Written(folder, "b", AllowedFindings.FileName, "four\n"));

        Assert.That(
            Summary(files).Split('\n'),
            Has.Member("checks were not made: 3, in 2 scenarios (not-checked.txt of their evidence)")
                .And.Member("findings were accepted: 1, in 1 scenarios (allowed-findings.txt of their evidence)"));
    }

    [Test]
    public void A_run_that_made_all_checks_says_nothing_of_them() =>
        Assert.That(Summary(new ScenarioFiles()), Does.Not.Contain("checks were not made").And.Not.Contain("were accepted"));

    private static string Summary(ScenarioFiles files)
    {
        using var output = new StringWriter();
        new RunSummary(new Terminal(output, isPlain: true), files).Write(Empty);
        return output.ToString();
    }

    private static void Attach(ScenarioFiles files, ScenarioPlan scenario, string path)
    {
        files.ScenarioStarted(scenario);
        files.AttachmentAdded(Attachment.Of(path));
    }

    private static string Written(TemporaryDirectory folder, string scenario, string name, string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder[scenario]).FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
