using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Running;

/// <summary>'harness run' with --failed, --repeat, --until-fail and --fail-fast.</summary>
public sealed class RepeatedRunTests
{
    private const string Growing = """
        Feature: Growing
          Scenario: Grows
            Then the file "~/lines" has at most 2 lines with one more
          Scenario: Stays
            Then the file "~/A" is there
        """;

    private FileScenarios _scenarios = null!;

    [SetUp]
    public void Start()
    {
        _scenarios = new FileScenarios();
        _scenarios.Make("A");
    }

    [TearDown]
    public void End() => _scenarios.Dispose();

    [Test]
    public async Task A_scenario_that_fails_in_one_round_is_flaky_and_the_run_fails()
    {
        var result = await _scenarios.RunAsync(_scenarios.Write("growing.feature", Growing), "--repeat", "3");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "grows: flaky of 3", "stays: passed of 3" }));
            Assert.That(result.Output, Does.Contain("[6/6] Stays").And.Contain("flaky (1 of 3 failed)"));
            Assert.That(result.Output.Split('\n'), Does.Contain("1 passed, 0 failed, 1 flaky, 0 skipped"));
            Assert.That(_scenarios.Last.End!.Counts, Is.EqualTo(new RunCounts(1, 0, 0, 1, 0)));
        });
    }

    [Test]
    public async Task A_scenario_that_passes_in_the_last_round_stays_flaky()
    {
        var feature = _scenarios.Write(
            "once.feature",
            "Feature: Once\n  Scenario: Is there later\n    Then the file \"~/B\" is there\n"
            + "  Scenario: Makes it\n    Then the file \"~/B\" has at most 9 lines with one more\n");

        var result = await _scenarios.RunAsync(feature, "--repeat", "2");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "is there later: flaky of 2", "makes it: passed of 2" }));
    }

    [Test]
    public async Task Until_fail_repeats_until_a_scenario_fails()
    {
        var result = await _scenarios.RunAsync(_scenarios.Write("growing.feature", Growing), "--until-fail");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "grows: flaky of 3", "stays: passed of 2" }));
    }

    [Test]
    public async Task Until_fail_has_the_bound_of_repeat()
    {
        var result = await _scenarios.RunAsync(_scenarios.Write("growing.feature", Growing), "--until-fail", "--repeat", "2");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "grows: passed of 2", "stays: passed of 2" }));
    }

    [Test]
    public async Task Fail_fast_tells_what_was_not_run()
    {
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("ABCD"), "--fail-fast");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "a: passed of 1", "b: failed of 1" }));
            Assert.That(result.Output, Does.Contain("not run, as another scenario had failed: 2"));
            Assert.That(_scenarios.Last.NotRun.Select(scenario => scenario.Title), Is.EqualTo(new[] { "C", "D" }));
        });
    }

    [Test]
    public async Task What_fail_fast_left_can_be_resumed()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("ABCD"), "--fail-fast");
        _scenarios.Make("C");

        await _scenarios.RunAsync("--resume");

        Assert.That(_scenarios.Outcomes, Is.EqualTo(
            new[] { "a: passed of 1", "b: failed of 1", "c: passed of 1", "d: failed of 1" }));
    }

    [Test]
    public async Task Failed_runs_what_failed_as_a_new_run()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("ABC"));
        var first = _scenarios.Last.Run.Id;
        _scenarios.Make("B");

        var result = await _scenarios.RunAsync("--failed");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(_scenarios.Last.Run.Id, Is.GreaterThan(first));
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "b: passed of 1", "c: failed of 1" }));
            Assert.That(result.Output, Does.Contain($"again: what failed in the run {first}").And.Not.Contain("that run was in"));
        });
    }

    [Test]
    public async Task Failed_takes_what_was_flaky_and_a_run_by_the_beginning_of_its_name()
    {
        await _scenarios.RunAsync(_scenarios.Write("growing.feature", Growing), "--repeat", "3");
        var first = _scenarios.Last.Run.Id;
        await _scenarios.RunAsync(_scenarios.WriteLetters("A"));

        await _scenarios.RunAsync("--failed", first[..^1]);

        Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "grows: failed of 1" }));
    }

    [Test]
    public async Task Failed_says_that_the_environment_is_another_one()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("B"));
        var other = _scenarios.PathOf("other.yaml");
        await File.WriteAllTextAsync(other, "name: other\nhosts: [{ name: host1, connection: local }]\n");

        var result = await _scenarios.Harness.RunAsync("run", "--failed", "--env", other);

        Assert.That(result.Output, Does.Contain($"that run was in the environment local, this one is in {other}"), result.Error);
    }

    [Test]
    public async Task Nothing_that_failed_is_a_success()
    {
        await _scenarios.RunAsync(_scenarios.WriteLetters("A"));

        var result = await _scenarios.RunAsync("--failed");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, $"nothing failed in the run {_scenarios.Last.Run.Id}\n")));
    }

    [TestCase("0")]
    [TestCase("x")]
    public async Task A_wrong_number_of_rounds_is_refused(string rounds)
    {
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("A"), "--repeat", rounds);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--repeat").And.Not.Contain("   at "));
    }
}
