using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Running;

/// <summary>'harness run --resume', after a kill and after Ctrl-C.</summary>
public sealed class ResumedRunTests
{
    private const string Waiting = """
        Feature: Waiting
          Scenario: First
            Then the file "~/first" is there
          Scenario: Second
            When the file "~/second" is awaited
          Scenario: Third
            Then the file "~/third" is there
        """;

    private FileScenarios _scenarios = null!;
    private string _feature = "";

    [SetUp]
    public void Start()
    {
        _scenarios = new FileScenarios();
        _scenarios.Make("first");
        _scenarios.Make("third");
        _feature = _scenarios.Write("waiting.feature", Waiting);
    }

    [TearDown]
    public void End() => _scenarios.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_run_that_was_killed_or_cancelled_has_each_scenario_once_when_it_is_resumed(bool isKilled)
    {
        await StopAsync(isKilled);
        var id = _scenarios.Last.Run.Id;
        _scenarios.Make("second");

        var result = await _scenarios.RunAsync("--resume");

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
            Assert.That(_scenarios.Runs.Ids, Is.EqualTo(new[] { id }));
            Assert.That(_scenarios.Outcomes, Is.EqualTo(
                new[] { "first: passed of 1", "second: passed of 1", "third: passed of 1" }));
            Assert.That(_scenarios.Last.NotRun, Is.Empty);
            Assert.That(_scenarios.Last.End!.Counts, Is.EqualTo(new RunCounts(3, 0, 0, 0, 0)));
            Assert.That(result.Output, Does.Contain($"resumed: the run {id}, 2 scenarios have no result"));
            Assert.That(result.Output, Does.Contain("the whole run: 3 passed"));
            Assert.That(Results(), Is.EqualTo(3), "Allure's results are of the whole run");
        });
    }

    [Test]
    public async Task A_run_can_be_killed_again_and_resumed_again()
    {
        await StopAsync(isKilled: true);
        await _scenarios.Harness.KillAsync("When the file", _scenarios.Words("--resume"));
        _scenarios.Make("second");

        var result = await _scenarios.RunAsync("--resume");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(_scenarios.Outcomes, Has.Exactly(3).EndsWith("passed of 1"));
    }

    [Test]
    public async Task A_line_that_the_kill_has_cut_is_run_again()
    {
        await StopAsync(isKilled: true);
        var file = Path.Combine(_scenarios.Last.Folder, RecordReader.FileName);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file))[..^20]);
        _scenarios.Make("second");

        var result = await _scenarios.RunAsync("--resume");

        Assert.That(result.Error, Does.Contain("run.jsonl:2 is ignored"));
        Assert.That(_scenarios.Outcomes, Is.EquivalentTo(
            new[] { "first: passed of 1", "second: passed of 1", "third: passed of 1" }));
    }

    [Test]
    public async Task A_failure_before_the_kill_decides_the_exit_code()
    {
        File.Delete(_scenarios.PathOf("first"));
        await StopAsync(isKilled: true);
        _scenarios.Make("second");

        Assert.That((await _scenarios.RunAsync("--resume")).ExitCode, Is.EqualTo(1));
        var again = await _scenarios.RunAsync("--resume");

        Assert.That(again.ExitCode, Is.EqualTo(1));
        Assert.That(again.Output, Does.Contain($"each scenario of the run {_scenarios.Last.Run.Id} has a result"));
    }

    [Test]
    public async Task Scenarios_whose_lines_have_moved_are_found_by_their_titles()
    {
        await StopAsync(isKilled: true);
        _scenarios.Make("second");
        _scenarios.Write("waiting.feature", Waiting.Replace("  Scenario: F", "\n\n  Scenario: F", StringComparison.Ordinal));

        var result = await _scenarios.RunAsync("--resume");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(_scenarios.Outcomes, Has.Exactly(3).Items);
        Assert.That(_scenarios.Last.NotRun, Is.Empty);
    }

    [Test]
    public async Task Scenarios_that_are_gone_are_named_before_anything_runs()
    {
        await StopAsync(isKilled: true);
        _scenarios.Write("waiting.feature", Waiting.Replace("Scenario: Third", "Scenario: Fourth", StringComparison.Ordinal));

        var result = await _scenarios.RunAsync("--resume");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"{_feature}:6: the file has no scenario 'Third'"));
    }

    [Test]
    public async Task A_feature_that_is_gone_is_named()
    {
        await StopAsync(isKilled: true);
        File.Delete(_feature);

        var result = await _scenarios.RunAsync("--resume");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"{_feature}: no such feature file"));
    }

    [Test]
    public async Task Another_environment_is_refused()
    {
        await StopAsync(isKilled: true);
        var other = _scenarios.PathOf("other.yaml");
        await File.WriteAllTextAsync(other, "name: other\nhosts: [{ name: host1, connection: local }]\n");

        var result = await _scenarios.Harness.RunAsync("run", "--resume", "--env", other);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("is of the environment local"));
    }

    [Test]
    public async Task Step_assemblies_and_the_environment_are_those_of_the_run()
    {
        await StopAsync(isKilled: true);
        _scenarios.Make("second");

        var result = await _scenarios.Harness.RunAsync("run", "--resume");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("environment: local"));
    }

    [TestCase("no run yet", 2, "there is no run in ", "--resume")]
    [TestCase("unknown", 2, "there is no run '2020' in ", "--resume", "2020")]
    [TestCase("paths too", 2, "--resume takes its scenarios from a run", "--resume=20", "--tags", "@x")]
    [TestCase("both", 2, "--failed and --resume: expected one of them", "--resume=20", "--failed=20")]
    public async Task A_mistake_is_one_message(string when, int exitCode, string message, params string[] words)
    {
        if (when != "no run yet")
            await StopAsync(isKilled: true);

        var result = await _scenarios.Harness.RunAsync(["run", .. words]);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((exitCode, "")));
        Assert.That(result.Error, Does.Contain(message));
    }

    private Task<HarnessOutput> StopAsync(bool isKilled) => isKilled
        ? _scenarios.Harness.KillAsync("When the file", _scenarios.Words(_feature))
        : _scenarios.Harness.InterruptAsync("When the file", _scenarios.Words(_feature));

    /// <summary>The number of scenarios that have passed in Allure's results.</summary>
    private int Results() => Directory
        .GetFiles(Path.Combine(_scenarios.Harness.Reports, "allure-results"), "*-result.json")
        .Count(file => File.ReadAllText(file).Contains("\"status\":\"passed\",\"", StringComparison.Ordinal));
}
