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

    [Test]
    public void Of_many_scenarios_the_table_has_those_that_did_not_pass()
    {
        var results = Enumerable.Range(0, RunSummary.MostRows + 1).Select(number => Result($"S{number}", number == 7));
        var lines = Summary(new ScenarioFiles(), Empty with { Scenarios = [.. results] }).Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Member("201 scenarios ran; the table has the 1 of them that did not pass, at most 200"));
            Assert.That(lines.Where(line => line.Contains("f.feature:2", StringComparison.Ordinal)), Has.One.Contains("S7"));
            Assert.That(lines, Has.Member("200 passed, 0 failed, 1 skipped"));
        });
    }

    [Test]
    public void Of_few_scenarios_the_table_has_all()
    {
        var text = Summary(new ScenarioFiles(), Empty with { Scenarios = [Result("S1", false), Result("S2", true)] });
        Assert.That(text, Does.Contain("S1").And.Contain("S2").And.Not.Contain("the table has"));
    }

    private static ScenarioResult Result(string title, bool isSkipped)
    {
        var plan = FeatureFile.Parse(Feature, "f.feature").Scenarios[0] with { Title = title };
        ScenarioSkippedException[] errors = isSkipped ? [new ScenarioSkippedException("no device")] : [];
        return ScenarioResult.Of(plan, null, DateTimeOffset.UnixEpoch, TimeSpan.Zero, [.. errors], strict: false);
    }

    private static string Summary(ScenarioFiles files, RunResult? result = null)
    {
        using var output = new StringWriter();
        new RunSummary(new Terminal(output, isPlain: true), files).Write(result ?? Empty);
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
