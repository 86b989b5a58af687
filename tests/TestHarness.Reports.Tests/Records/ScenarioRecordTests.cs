using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.Records;

public sealed class ScenarioRecordTests
{
    private const ScenarioOutcome Passed = ScenarioOutcome.Passed;
    private const ScenarioOutcome Failed = ScenarioOutcome.Failed;
    private const ScenarioOutcome Skipped = ScenarioOutcome.Skipped;
    private const ScenarioOutcome Known = ScenarioOutcome.Known;

    [TestCase(MergedOutcome.Passed, Passed, Passed)]
    [TestCase(MergedOutcome.Passed, Skipped, Passed)]
    [TestCase(MergedOutcome.Failed, Failed, Failed)]
    [TestCase(MergedOutcome.Failed, Failed, Skipped)]
    [TestCase(MergedOutcome.Skipped, Skipped, Skipped)]
    [TestCase(MergedOutcome.Flaky, Failed, Passed)]
    [TestCase(MergedOutcome.Flaky, Passed, Skipped, Failed)]
    [TestCase(MergedOutcome.Known, Known)]
    [TestCase(MergedOutcome.Known, Known, Passed)]
    [TestCase(MergedOutcome.Known, Skipped, Known)]
    [TestCase(MergedOutcome.Failed, Known, Failed)]
    [TestCase(MergedOutcome.Flaky, Known, Failed, Passed)]
    public void The_outcome_is_that_of_all_attempts(MergedOutcome merged, params ScenarioOutcome[] outcomes)
    {
        var lines = outcomes.Select((outcome, index) => RecordLines.Scenario("a", outcome, index + 1));
        var record = RunRecord.Of(RecordLines.Run(), [.. lines], []);

        Assert.That(record.Scenarios.Single().Outcome, Is.EqualTo(merged));
    }

    [TestCase(MergedOutcome.Fixed, Passed, Passed)]
    [TestCase(MergedOutcome.Known, Passed, Known)]
    [TestCase(MergedOutcome.Flaky, Passed, Failed)]
    public void A_scenario_is_perhaps_fixed_when_all_attempts_passed(MergedOutcome merged, params ScenarioOutcome[] outcomes)
    {
        var lines = outcomes.Select((outcome, index) => RecordLines.Scenario("a", outcome, index + 1) with
        {
            Known = outcome == Passed ? KnownRecords.Of(KnownKind.Fixed) : null,
        });
        var record = RunRecord.Of(RecordLines.Run(), [.. lines], []);

        Assert.That(record.Scenarios.Single().Outcome, Is.EqualTo(merged));
        Assert.That(record.Counts.Fixed, Is.EqualTo(merged == MergedOutcome.Fixed ? 1 : 0));
        Assert.That(record.Counts.Known, Is.EqualTo(merged == MergedOutcome.Known ? 1 : 0));
        Assert.That(record.Counts.Passed, Is.Zero);
    }

    [Test]
    public void The_last_attempt_that_failed_is_shown()
    {
        var record = RunRecord.Of(
            RecordLines.Run(),
            [
                RecordLines.Scenario("a", Failed, 1),
                RecordLines.Scenario("a", Failed, 2),
                RecordLines.Scenario("a", Passed, 3),
            ],
            []);

        Assert.That(record.Scenarios[0].Shown.Attempt, Is.EqualTo(2));
    }

    [Test]
    public void Planned_scenarios_without_a_result_are_not_run()
    {
        var record = RunRecord.Of(
            RecordLines.Run(new("features/a.feature:3", "a"), new("features/a.feature:3", "b"), new("features/b.feature:3", "a")),
            [RecordLines.Scenario("a", Passed)],
            []);

        Assert.Multiple(() =>
        {
            Assert.That(record.NotRun.Select(planned => $"{planned.Place} {planned.Title}"), Is.EqualTo(new[]
            {
                "features/a.feature:3 b", "features/b.feature:3 a",
            }));
            Assert.That(record.Counts, Is.EqualTo(new RunCounts(1, 0, 0, 0, 2)));
        });
    }

    [Test]
    public void The_duration_is_that_of_all_parts_of_the_run()
    {
        var record = RunRecord.Of(
            RecordLines.Run(),
            [
                RecordLines.Scenario("a", Passed) with { Started = RecordLines.Started.AddSeconds(10), Seconds = 2 },
                new ResumeLine(RecordLines.Started.AddHours(1)),
                new EndLine { Finished = RecordLines.Started.AddHours(1).AddSeconds(5) },
            ],
            []);

        Assert.That(record.Duration, Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [Test]
    public void A_resumed_run_without_an_end_has_none()
    {
        var end = new EndLine { Finished = RecordLines.Started, Cancelled = true };
        var resume = new ResumeLine(RecordLines.Started);

        Assert.Multiple(() =>
        {
            Assert.That(RunRecord.Of(RecordLines.Run(), [end], []).End, Is.SameAs(end));
            Assert.That(RunRecord.Of(RecordLines.Run(), [end, resume], []).End, Is.Null);
            Assert.That(RunRecord.Of(RecordLines.Run(), [end, resume, end], []).End, Is.SameAs(end));
        });
    }
}
