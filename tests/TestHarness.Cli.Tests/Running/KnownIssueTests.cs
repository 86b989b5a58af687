using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Cli.Tests.Running;

/// <summary>'harness run', 'runs', 'validate' and 'check' with known issues.</summary>
public sealed class KnownIssueTests
{
    private FileScenarios _scenarios = null!;

    private string IssuesPath => _scenarios.PathOf("known-issues.yaml");

    [SetUp]
    public void Start() => _scenarios = new FileScenarios();

    [TearDown]
    public void End() => _scenarios.Dispose();

    [TestCase]
    [TestCase("--strict")]
    public async Task A_known_failure_reads_known_with_its_bug_and_does_not_fail_the_run(params string[] options)
    {
        _scenarios.Make("A");
        WriteIssues(Issue("B"));

        var result = await RunAsync([_scenarios.WriteLetters("AB"), .. options]);

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "a: passed of 1", "b: known of 1" }));
            Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 1 known, 0 skipped"));
            Assert.That(
                result.Output,
                Does.Contain($"known: bug 42, owner jane, expires 2099-06-30 ({IssuesPath}:2): files are lost")
                    .And.Contain("is not there"));
            Assert.That(_scenarios.Last.End!.Counts, Is.EqualTo(new RunCounts(1, 0, 0, 0, 0) { Known = 1 }));
            Assert.That(_scenarios.Last.Scenarios[1].Shown.Known, Is.EqualTo(new KnownRecord(
                KnownKind.Known,
                "42",
                "jane",
                new DateOnly(2099, 6, 30),
                $"{IssuesPath}:2",
                $"known: bug 42, owner jane, expires 2099-06-30 ({IssuesPath}:2): files are lost")));
        });
        Assert.That((await _scenarios.Harness.RunAsync("runs")).Output, Does.Contain("1 passed, 1 known"));
    }

    [TestCase("class: data", "class: qmp", "it is of class qmp, the failure of data")]
    [TestCase("which is not there", "which is gone", "its pattern 'which is gone' is not in the failure")]
    [TestCase("owner: jane", "owner: jane, versions: { qemu: '<8' }", "the versions of the scenario's hosts are not known")]
    [TestCase("2099-06-30", "2020-06-30", "the known issue expired on 2020-06-30, owner jane")]
    public async Task A_failure_that_the_entry_does_not_know_fails_and_says_why(string right, string wrong, string why)
    {
        WriteIssues(Issue("B").Replace(right, wrong, StringComparison.Ordinal));

        var result = await RunAsync(_scenarios.WriteLetters("B"));

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "b: failed of 1" }));
        Assert.That(result.Output.Split(why), Has.Length.EqualTo(3), "at the scenario and in the summary");
    }

    [TestCase("", "1 passed, 0 failed, 1 fixed?, 0 skipped", "b: fixed of 1")]
    [TestCase(", sometimes: true", "2 passed, 0 failed, 0 skipped", "b: passed of 1")]
    public async Task A_scenario_that_passes_is_told_perhaps_fixed_unless_it_fails_sometimes(
        string more, string totals, string outcome)
    {
        _scenarios.Make("A");
        _scenarios.Make("B");
        WriteIssues(Issue("B", more));

        var result = await RunAsync(_scenarios.WriteLetters("AB"));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output.Split('\n'), Does.Contain(totals));
        Assert.That(_scenarios.Outcomes.Last(), Is.EqualTo(outcome));
    }

    [Test]
    public async Task A_scenario_that_is_known_in_one_round_and_passes_in_another_is_known()
    {
        WriteIssues(Issue("Grows").Replace("which is not there", "at most", StringComparison.Ordinal));
        var feature = _scenarios.Write(
            "growing.feature",
            "Feature: G\n  Scenario: Grows\n    Then the file \"~/lines\" has at most 2 lines with one more\n");

        var result = await RunAsync(feature, "--repeat", "3");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("known (1 of 3 failed)").And.Contain("0 passed, 0 failed, 1 known, 0 skipped"));
    }

    [Test]
    public async Task Failed_runs_no_known_scenario_again()
    {
        WriteIssues(Issue("B"));
        await RunAsync(_scenarios.WriteLetters("BC"));

        await RunAsync("--failed");

        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "c: failed of 1" }));
    }

    [Test]
    public async Task A_resumed_run_has_its_known_issues()
    {
        WriteIssues(Issue("C"));
        await RunAsync(_scenarios.WriteLetters("BC"), "--fail-fast");

        await _scenarios.RunAsync("--resume");

        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "b: failed of 1", "c: known of 1" }));
    }

    [Test]
    public async Task None_knows_no_issue()
    {
        WriteIssues(Issue("B"));
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("B"), "--known-issues", "none");
        Assert.That((result.ExitCode, _scenarios.Last.Run.KnownIssues), Is.EqualTo((1, "none")));
    }

    [Test]
    public async Task The_file_beside_an_environment_file_is_read()
    {
        WriteIssues(Issue("B"));
        await File.WriteAllTextAsync(
            _scenarios.PathOf("my.yaml"), "name: my\nhosts: [{ name: host1, connection: local }]\n");

        var words = _scenarios.Words(_scenarios.WriteLetters("B"))[..^1];
        var result = await _scenarios.Harness.RunAsync([.. words, _scenarios.PathOf("my.yaml")]);

        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
    }

    [TestCase("run")]
    [TestCase("validate")]
    [TestCase("check")]
    public async Task A_mistake_in_the_file_is_one_of_the_user(string command)
    {
        WriteIssues(Issue("B").Replace("owner", "ower", StringComparison.Ordinal));

        var result = await _scenarios.Harness.RunAsync(
            command, _scenarios.Write("a.feature", "Feature: A\n  Scenario: B\n    When the guest runs \"true\"\n"),
            "--env", "local", "--known-issues", IssuesPath);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"{IssuesPath}:2:").And.Contain("'ower' is not a key of issue; did you mean"));
        Assert.That(_scenarios.Runs.Ids, Is.Empty);
    }

    [TestCase("validate")]
    [TestCase("check")]
    public async Task An_entry_that_concerns_no_scenario_is_a_mistake(string command)
    {
        WriteIssues(Issue("Nobody has this title"), Issue("B"));

        var result = await _scenarios.Harness.RunAsync(
            command, _scenarios.Write("a.feature", "Feature: A\n  Scenario: B\n    When the guest runs \"true\"\n"),
            "--env", "local", "--known-issues", IssuesPath);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Output);
        Assert.That(result.Error.Trim(), Is.EqualTo(
            $"{IssuesPath}:2: bug 42: there is no scenario with the title or place 'Nobody has this title': correct the entry, "
            + "or remove it"));
    }

    private void WriteIssues(params string[] issues) =>
        File.WriteAllText(IssuesPath, $"issues:\n{string.Concat(issues)}");

    private static string Issue(string scenario, string more = "") =>
        $"  - {{ scenario: {scenario}, class: data, pattern: which is not there, bug: 42, owner: jane, expires: 2099-06-30, "
        + $"reason: files are lost{more} }}\n";

    private Task<HarnessOutput> RunAsync(params string[] words) =>
        _scenarios.RunAsync([.. words, "--known-issues", IssuesPath]);
}
