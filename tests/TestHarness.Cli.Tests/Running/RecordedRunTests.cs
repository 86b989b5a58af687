using TestHarness.Cli.Tests.Support;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Running;

/// <summary>The record that 'harness run' leaves, and the list of the records.</summary>
public sealed class RecordedRunTests
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

    [SetUp]
    public void Start() => _scenarios = new FileScenarios();

    [TearDown]
    public void End() => _scenarios.Dispose();

    [Test]
    public async Task A_run_leaves_the_outcome_of_each_scenario()
    {
        _scenarios.Make("A");
        var feature = _scenarios.WriteLetters("AB");

        var result = await _scenarios.RunAsync(feature);

        var (record, failed) = (_scenarios.Last, _scenarios.Last.Scenarios[1].Shown);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(result.Output, Does.Contain($"record: reports/runs/{record.Run.Id}/run.jsonl"));
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "a: passed of 1", "b: failed of 1" }));
            Assert.That((failed.Verdict, failed.FailurePlace), Is.EqualTo(("failed [data]", $"{feature}:5")));
            Assert.That(failed.Steps.Single().Error, Does.StartWith("[data] expected the file "));
            Assert.That((record.End!.ExitCode, record.End.Counts), Is.EqualTo((1, new RunCounts(1, 1, 0, 0, 0))));
            Assert.That((record.Run.Environment, record.Run.Paths), Is.EqualTo(("local", new[] { feature })));
        });
    }

    [Test]
    public async Task A_killed_run_has_the_scenarios_that_had_ended()
    {
        _scenarios.Make("first");
        var feature = _scenarios.Write("waiting.feature", Waiting);

        var result = await _scenarios.Harness.KillAsync("When the file", _scenarios.Words(feature));

        var record = _scenarios.Last;
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(128 + 9));
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "first: passed of 1" }));
            Assert.That(record.NotRun.Select(scenario => scenario.Title), Is.EqualTo(new[] { "Second", "Third" }));
            Assert.That(record.End, Is.Null);
        });
    }

    [Test]
    public async Task Scenarios_that_a_cancelled_run_did_not_end_have_no_result()
    {
        _scenarios.Make("first");
        var feature = _scenarios.Write("waiting.feature", Waiting);

        var result = await _scenarios.Harness.InterruptAsync("When the file", _scenarios.Words(feature));

        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(130), result.Error);
            Assert.That(_scenarios.Outcomes, Is.EqualTo(new[] { "first: passed of 1" }));
            Assert.That(_scenarios.Last.End!.Counts, Is.EqualTo(new RunCounts(1, 0, 0, 0, 2)));
        });
    }

    [Test]
    public async Task Runs_are_listed_with_their_counts_and_state_in_100_columns()
    {
        _scenarios.Make("first");
        await _scenarios.Harness.KillAsync("When the file", _scenarios.Words(_scenarios.Write("waiting.feature", Waiting)));
        var killed = _scenarios.Last.Run.Id;
        _scenarios.Make("A");
        await _scenarios.RunAsync(_scenarios.WriteLetters("AB"));

        var result = await _scenarios.Harness.RunAsync("runs");

        var rows = result.Output.Split('\n').Where(line => line.Contains("| 20", StringComparison.Ordinal)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(rows, Has.Length.EqualTo(2));
            Assert.That(rows[0], Does.Contain("local").And.Contain("1 passed, 1 failed").And.EndsWith("| ended  |"));
            Assert.That(rows[1], Does.Contain(killed).And.Contain("1 passed, 2 not run").And.EndsWith("| killed |"));
            Assert.That(result.Output.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(100));
        });
    }

    [Test]
    public async Task Without_a_run_the_list_says_so()
    {
        var result = await _scenarios.Harness.RunAsync("runs");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "no run has a record yet\n")));
    }

    [Test]
    public async Task An_unreadable_record_is_listed_with_the_reason()
    {
        var folder = Directory.CreateDirectory(_scenarios.Runs.PathOf("20260102-030405-abcd")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, RecordReader.FileName), "{\"kind\":\"run\",\"version\":7}\n");

        var result = await _scenarios.Harness.RunAsync("runs");

        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.Contain("20260102-030405-abcd").And.Contain("unreadable"));
            Assert.That(result.Error, Does.Contain("has version 7, expected 1"));
        });
    }
}
