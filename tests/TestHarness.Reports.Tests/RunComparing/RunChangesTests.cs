using TestHarness.Reports.Records;
using TestHarness.Reports.RunComparing;
using TestHarness.Reports.Tests.Support;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.RunComparing;

public sealed class RunChangesTests
{
    [TestCase(ScenarioOutcome.Passed, ScenarioOutcome.Failed, ChangeKind.NewlyFailing)]
    [TestCase(ScenarioOutcome.Skipped, ScenarioOutcome.Failed, ChangeKind.NewlyFailing)]
    [TestCase(null, ScenarioOutcome.Failed, ChangeKind.NewlyFailing)]
    [TestCase(ScenarioOutcome.Failed, ScenarioOutcome.Failed, ChangeKind.StillFailing)]
    [TestCase(ScenarioOutcome.Failed, ScenarioOutcome.Passed, ChangeKind.Fixed)]
    [TestCase(null, ScenarioOutcome.Passed, ChangeKind.Added)]
    [TestCase(ScenarioOutcome.Passed, null, ChangeKind.NoLongerRun)]
    [TestCase(ScenarioOutcome.Failed, ScenarioOutcome.Skipped, ChangeKind.NoLongerRun)]
    [TestCase(ScenarioOutcome.Passed, ScenarioOutcome.Known, ChangeKind.Known)]
    [TestCase(ScenarioOutcome.Known, ScenarioOutcome.Known, ChangeKind.Known)]
    [TestCase(ScenarioOutcome.Failed, ScenarioOutcome.Known, ChangeKind.Known)]
    [TestCase(ScenarioOutcome.Known, ScenarioOutcome.Failed, ChangeKind.NewlyFailing)]
    [TestCase(ScenarioOutcome.Known, ScenarioOutcome.Passed, ChangeKind.Fixed)]
    [TestCase(ScenarioOutcome.Skipped, null, ChangeKind.Same)]
    [TestCase(ScenarioOutcome.Passed, ScenarioOutcome.Passed, ChangeKind.Same)]
    public void The_outcomes_of_both_runs_give_the_change(ScenarioOutcome? before, ScenarioOutcome? after, ChangeKind kind) =>
        Assert.That(
            RunChanges.Of(Record(before), Record(after)).Scenarios.Select(change => change.Kind), Is.EqualTo(new[] { kind }));

    [TestCase(KnownKind.Fixed, ChangeKind.PerhapsFixed)]
    [TestCase(KnownKind.NotSeen, ChangeKind.Same)]
    public void A_pass_is_told_by_its_known_issue(KnownKind known, ChangeKind kind)
    {
        var after = Of(SyntheticRun.Scenario(1, ScenarioOutcome.Passed) with { Known = KnownRecords.Of(known) });
        Assert.That(RunChanges.Of(Record(ScenarioOutcome.Known), after).Scenarios.Single().Kind, Is.EqualTo(kind));
    }

    [Test]
    public void A_scenario_with_a_failed_and_a_passed_attempt_is_flaky()
    {
        var after = Of(SyntheticRun.Scenario(1, ScenarioOutcome.Failed), SyntheticRun.Scenario(1) with { Attempt = 2 });
        Assert.That(RunChanges.Of(Record(ScenarioOutcome.Failed), after).Scenarios.Single().Kind, Is.EqualTo(ChangeKind.Flaky));
    }

    [Test]
    public void A_scenario_whose_line_has_moved_is_found_by_its_title()
    {
        var failed = SyntheticRun.Scenario(1, ScenarioOutcome.Failed);
        var moved = Of(failed with { Place = "features/migration/feature_000.feature:99" });
        Assert.That(
            RunChanges.Of(Record(ScenarioOutcome.Passed), moved).Scenarios.Single().Kind, Is.EqualTo(ChangeKind.NewlyFailing));
    }

    private static RunRecord Record(ScenarioOutcome? outcome) =>
        outcome is { } known ? Of(SyntheticRun.Scenario(1, known)) : Of();

    private static RunRecord Of(params ScenarioLine[] lines) => RunRecord.Of(SyntheticRun.Run(), lines, []);
}
