using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Commands;

public sealed class CompareRunsTests
{
    private const string Before = "20260101-030405-aaaa";
    private const string After = "20260102-030405-bbbb";

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task Changed_outcomes_are_listed_by_their_kind()
    {
        var result = await CompareAsync(
            [
                RunRecords.Scenario(1, isFailed: false), RunRecords.Scenario(2, isFailed: true),
                RunRecords.Scenario(3, isFailed: false),
            ],
            [
                RunRecords.Scenario(1, isFailed: true), RunRecords.Scenario(2, isFailed: false),
                RunRecords.Scenario(3, isFailed: true), RunRecords.Scenario(3, isFailed: false) with { Attempt = 2 },
            ]);

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Output, Does.Contain("newly failing: 1\n  Scenario 1  features/a.feature:4\n    [data] expected"));
        Assert.That(result.Output, Does.Contain("fixed: 1\n  Scenario 2").And.Contain("flaky: 1\n  Scenario 3"));
        Assert.That(result.Output, Does.Contain("figures: no scenario has legs in both runs"));
    }

    [Test]
    public async Task Downtimes_of_many_scenarios_together_are_worse_where_each_has_too_few_legs()
    {
        var result = await CompareAsync(
            Enumerable.Range(0, 12).Select(number => RunRecords.Scenario(number, false, 40 + (10 * number), 42 + (10 * number))),
            Enumerable.Range(0, 12).Select(number => RunRecords.Scenario(number, false, 80 + (20 * number), 82 + (20 * number))));

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Output, Does.Contain("24 legs with A").And.Contain("24 legs with B; they differ"));
        Assert.That(
            result.Output, Does.Contain("rank test of Mann and Whitney, at 99 % confidence for all figures together"));
        Assert.That(result.Output, Does.Not.Contain("worse: Scenario"));
    }

    [Test]
    public async Task A_scenario_with_enough_legs_is_worse_by_itself()
    {
        double[] quick = [.. Enumerable.Range(0, 10).Select(leg => 40.0 + leg)], slow = [.. quick.Select(each => 3 * each)];
        var result = await CompareAsync([RunRecords.Scenario(1, false, quick)], [RunRecords.Scenario(1, false, slow)]);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(
            result.Output,
            Does.Contain("worse: Scenario 1\n  downtime: median 44.5 ms of 10 legs with A, 133.5 ms of 10"));
    }

    [Test]
    public async Task Better_figures_are_no_failure()
    {
        double[] quick = [.. Enumerable.Range(0, 10).Select(leg => 40.0 + leg)], slow = [.. quick.Select(each => 3 * each)];
        var result = await CompareAsync([RunRecords.Scenario(1, false, slow)], [RunRecords.Scenario(1, false, quick)]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("better: Scenario 1").And.Contain("nothing is newly failing, flaky or worse"));
    }

    [Test]
    public async Task A_run_that_does_not_exist_is_bad_input()
    {
        RunRecords.Write(_harness.Reports, Before, []);
        var result = await _harness.RunAsync("compare", Before, "a.feature");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("there is no run 'a.feature'"));
    }

    private Task<HarnessOutput> CompareAsync(IEnumerable<ScenarioLine> before, IEnumerable<ScenarioLine> after)
    {
        RunRecords.Write(_harness.Reports, Before, before);
        RunRecords.Write(_harness.Reports, After, after);
        return _harness.RunAsync("compare", Before, "20260102");
    }
}
