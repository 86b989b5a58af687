using System.Text.Json;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Running;

/// <summary>'harness run --json' and '--quiet'.</summary>
public sealed class EventStreamTests
{
    private FileScenarios _scenarios = null!;

    [SetUp]
    public void Start() => _scenarios = new FileScenarios();

    [TearDown]
    public void End() => _scenarios.Dispose();

    [Test]
    public async Task The_standard_output_has_events_alone_and_the_lines_of_the_record_among_them()
    {
        _scenarios.Make("A");
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("AB"), "--json");

        var events = Read(result.Output);
        var record = await File.ReadAllLinesAsync(Path.Combine(_scenarios.Last.Folder, "run.jsonl"));
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
            Assert.That(events.Select(Kind), Is.EqualTo(new[]
            {
                "stream", "run",
                "scenarioStarted", "stepStarted", "stepFinished", "scenario",
                "scenarioStarted", "stepStarted", "stepFinished", "scenario",
                "end",
            }));
            Assert.That(events[0].GetProperty("version").GetInt32(), Is.EqualTo(1));
            Assert.That(events[0].GetProperty("scenarios").GetInt32(), Is.EqualTo(2));
            Assert.That(record, Is.SubsetOf(result.Output.Split('\n')), "a line of the record is the same event");
            Assert.That(events[8].GetProperty("step").GetProperty("outcome").GetString(), Is.EqualTo("failed"));
            Assert.That(events[8].GetProperty("scenario").GetProperty("title").GetString(), Is.EqualTo("B"));
            Assert.That(events[^1].GetProperty("exitCode").GetInt32(), Is.EqualTo(1));
            Assert.That(events[^1].GetProperty("counts").GetProperty("passed").GetInt32(), Is.EqualTo(1));
            Assert.That(result.Error, Does.Contain("[2/2] B").And.Contain("1 passed, 1 failed, 0 skipped"));
        });
    }

    [Test]
    public async Task Attempts_are_counted()
    {
        _scenarios.Make("A");
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("A"), "--json", "--repeat", "2");
        var attempts = Read(result.Output).Where(line => Kind(line) == "scenarioStarted")
            .Select(line => line.GetProperty("scenario").GetProperty("attempt").GetInt32());
        Assert.That(attempts, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_reader_that_goes_ends_the_run_in_good_order()
    {
        var feature = _scenarios.Write(
            "a.feature", "Feature: F\n  Scenario: A\n    When the file \"~/never\" is awaited\n" + string.Concat(
                Enumerable.Range(0, 50).Select(number => $"  Scenario: S{number}\n    Then the file \"~/never\" is there\n")));

        var result = await _scenarios.Harness.RunAsync(
            reader => reader.ReadLineAsync(), () => _scenarios.Make("never"), _scenarios.Words(feature, "--json"));

        Assert.That(result.ExitCode, Is.EqualTo(130), result.Error);
        Assert.That(result.Error, Does.Contain("cancelled: the events can no longer be written"));
        Assert.That(_scenarios.Last.End?.Cancelled, Is.True);
    }

    [Test]
    public async Task A_quiet_run_prints_failures_and_the_summary()
    {
        _scenarios.Make("A");
        var result = await _scenarios.RunAsync(_scenarios.WriteLetters("AB"), "--quiet");
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[..3], Is.EqualTo(new[]
        {
            "failed: B", "  at letters.feature:5", $"  [data] expected the file {_scenarios.PathOf("B")}, which is not there",
        }));
        Assert.That(lines[3], Does.StartWith("  bundle: ").And.EndsWith("b.zip"));
        Assert.That(lines[4], Is.EqualTo("1 passed, 1 failed, 0 skipped"));
        Assert.That(lines[5..], Has.All.StartsWith("re").Or.All.StartsWith("evidence"));
    }

    [Test]
    [Category("slow")]
    public async Task Legs_are_events_with_the_figures_of_the_record()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        var result = await _scenarios.Harness.RunAsync(
            "run", HarnessProcess.Fixture("slow-leg.feature"), "--env", "local", "--json", "--quiet");

        var events = Read(result.Output);
        var record = events.Single(line => Kind(line) == "scenario");
        var moves = events.Where(line => Kind(line) == "legProgress").ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            Assert.That(
                events.Select(Kind).Where(kind => kind.StartsWith("leg", StringComparison.Ordinal)).Distinct(),
                Is.EqualTo(new[] { "legStarted", "legProgress", "legArrived", "legFinished" }));
            Assert.That(
                events.Single(line => Kind(line) == "legFinished").GetProperty("leg").GetRawText(),
                Is.EqualTo(record.GetProperty("legs")[0].GetRawText()));
            Assert.That(moves[^1].GetProperty("transferredBytes").GetInt64(), Is.GreaterThan(1 << 20));
            Assert.That(moves[^1].GetProperty("percent").GetDouble(), Is.InRange(1, 100));
            Assert.That(moves.Zip(moves.Skip(1), Between), Has.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
        });
    }

    private static TimeSpan Between(JsonElement one, JsonElement other) =>
        other.GetProperty("at").GetDateTimeOffset() - one.GetProperty("at").GetDateTimeOffset();

    private static JsonElement[] Read(string output) =>
        [.. output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Kind(JsonElement line) => line.GetProperty("kind").GetString()!;
}
