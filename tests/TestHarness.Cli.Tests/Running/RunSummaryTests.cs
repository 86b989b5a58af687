using TestHarness.Cli.Running;
using TestHarness.Cli.Terminals;
using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;

namespace TestHarness.Cli.Tests.Running;

public sealed class RunSummaryTests
{
    private const string Feature = "Feature: F\n  Scenario: A\n    Then a\n  Scenario: B\n    Then b";

    private static readonly RunResult Empty = new(DateTimeOffset.UnixEpoch, TimeSpan.Zero, [], [], [], IsCancelled: false);

    [Test]
    public void Checks_that_were_not_made_and_findings_that_were_accepted_are_counted_for_a_person()
    {
        var reports = new LabReports();
        var scenarios = FeatureFile.Parse(Feature, "f.feature").Scenarios;
        Add(reports, scenarios[0], LabReportsTests.Report(unmade: 2, allowed: 0));
        Add(reports, scenarios[1], LabReportsTests.Report(unmade: 1, allowed: 1));

        Assert.That(
            Summary(reports).Split('\n'),
            Has.Member("checks were not made: 3, in 2 scenarios (not-checked.txt of their evidence)")
                .And.Member("findings were accepted: 1, in 1 scenarios (allowed-findings.txt of their evidence)"));
    }

    [Test]
    public void A_run_that_made_all_checks_says_nothing_of_them() =>
        Assert.That(Summary(new LabReports()), Does.Not.Contain("checks were not made").And.Not.Contain("were accepted"));

    [Test]
    public void The_table_of_a_large_run_has_the_scenarios_that_did_not_pass()
    {
        var results = Enumerable.Range(0, RunSummary.MostRows + 1).Select(number => Result($"S{number}", number == 7));
        var lines = Summary(new LabReports(), Empty with { Scenarios = [.. results] }).Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Member("201 scenarios ran; the table has the 1 of them that did not pass, at most 200"));
            Assert.That(lines.Where(line => line.Contains("f.feature:2", StringComparison.Ordinal)), Has.One.Contains("S7"));
            Assert.That(lines, Has.Member("200 passed, 0 failed, 1 skipped"));
        });
    }

    [Test]
    public void The_table_of_a_small_run_has_all_scenarios()
    {
        var text = Summary(new LabReports(), Empty with { Scenarios = [Result("S1", false), Result("S2", true)] });
        Assert.That(text, Does.Contain("S1").And.Contain("S2").And.Not.Contain("the table has"));
    }

    [Test]
    public void A_round_that_the_cancellation_of_the_run_ended_does_not_make_a_scenario_flaky()
    {
        var passed = Result("S1", false);
        var cancelled = passed with { Outcome = Outcome.Failed, Errors = [new OperationCanceledException("cancelled")] };

        Assert.That(
            Summary(new LabReports(), Empty with { Scenarios = [passed, passed, cancelled], IsCancelled = true }),
            Does.Contain("passed (2 times)").And.Contain("1 passed, 0 failed, 0 skipped").And.Not.Contain("flaky"));
        Assert.That(
            Summary(new LabReports(), Empty with { Scenarios = [cancelled], IsCancelled = true }),
            Does.Contain("0 passed, 1 failed, 0 skipped"));
    }

    private static ScenarioResult Result(string title, bool isSkipped)
    {
        var plan = FeatureFile.Parse(Feature, "f.feature").Scenarios[0] with { Title = title };
        ScenarioSkippedException[] errors = isSkipped ? [new ScenarioSkippedException("no device")] : [];
        return ScenarioResult.Of(plan, null, DateTimeOffset.UnixEpoch, TimeSpan.Zero, [.. errors], strict: false);
    }

    private static string Summary(LabReports reports, RunResult? result = null)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, isPlain: true);
        new RunSummary(terminal, reports, new FailureReport(terminal, reports, _ => null)).Write(result ?? Empty);
        return output.ToString();
    }

    private static void Add(LabReports reports, ScenarioPlan scenario, LabReport report)
    {
        reports.ScenarioStarted(scenario);
        reports.FactAdded(report);
    }
}
