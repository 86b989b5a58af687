using System.Collections.Immutable;
using TestHarness.Cli.Comparing;
using TestHarness.Reports.Records;

namespace TestHarness.Cli.Tests.Comparing;

[Parallelizable(ParallelScope.All)]
internal sealed class RunComparisonTests
{
    private static readonly ScenarioLine Passed = new()
    {
        Place = "f.feature:3",
        Feature = "F",
        Title = "There and back",
        Outcome = ScenarioOutcome.Passed,
        Started = DateTimeOffset.UnixEpoch,
    };

    private static readonly ScenarioLine Failed = Passed with
    {
        Outcome = ScenarioOutcome.Failed,
        FailureClass = "migration",
        Message = "[migration] leg 3 failed after 1200 ms",
    };

    private static readonly ScenarioLine Skipped =
        Passed with { Outcome = ScenarioOutcome.Skipped, Reason = "needs vdpa", CannotBeTold = true };

    private static readonly ScenarioLine NoQemu = Passed with
    {
        Outcome = ScenarioOutcome.Failed,
        FailureClass = "provision",
        Message = "QEMU did not start",
        CannotBeTold = true,
    };

    [Test]
    public void Runs_that_pass_with_figures_of_one_kind_do_not_differ()
    {
        var comparison = Compare([Legs(12, 18, 15, 13)], [Legs(14, 12, 17, 16)]);

        Assert.That(comparison.ExitCode, Is.Zero);
        Assert.That(comparison.Scenarios[0].State, Is.EqualTo(ComparedState.Same));
        Assert.That($"{comparison.Scenarios[0].Figures[0]}", Does.StartWith(
            "downtime: median 14 ms of 4 legs with A, 15 ms of 4 legs with B; too few legs to tell a difference"));
    }

    [Test]
    public void An_outcome_that_differs_in_every_round_is_a_difference()
    {
        var comparison = Compare([Passed, Passed], [Failed, Failed]);

        Assert.That(comparison.ExitCode, Is.EqualTo(1));
        Assert.That(comparison.Scenarios[0].Differences, Is.EqualTo(new[]
        {
            "outcome: A passed; B failed [migration]",
            "failure: A none; B [migration] leg … failed after … ms",
        }));
    }

    [Test]
    public void A_failure_with_other_numbers_is_the_same_failure() => Assert.That(
        Compare([Failed], [Failed with { Message = "[migration] leg 7 failed after 90.5 ms" }]).ExitCode, Is.Zero);

    [Test]
    public void A_failure_of_another_class_is_a_difference() => Assert.That(
        Compare([Failed], [Failed with { FailureClass = "data" }]).Scenarios[0].Differences,
        Is.EqualTo(new[] { "outcome: A failed [migration]; B failed [data]" }));

    [Test]
    public void An_outcome_that_varies_with_one_QEMU_tells_nothing()
    {
        var comparison = Compare([Passed, Passed], [Passed, Failed]);

        Assert.That(comparison.ExitCode, Is.EqualTo(125));
        Assert.That(
            comparison.Scenarios[0].Differences,
            Is.EqualTo(new[] { "it varies: A passed, passed; B passed, failed [migration]" }));
    }

    [Test]
    public void Figures_that_are_apart_in_every_round_are_a_difference()
    {
        ScenarioLine slow = Legs(80, 90, 85, 95), fast = Legs(12, 18, 15, 13);

        var comparison = Compare([fast, fast], [slow, slow]);

        Assert.That(comparison.ExitCode, Is.EqualTo(1));
        Assert.That(comparison.Scenarios[0].Differences, Is.EqualTo(new[]
        {
            "downtime: median 14 ms of 8 legs with A, 87.5 ms of 8 legs with B; they differ: chance alone puts figures so far "
            + "apart in at most 2 of 10000 comparisons",
        }));
    }

    [Test]
    public void Figures_that_are_apart_in_one_round_alone_are_no_difference()
    {
        ScenarioLine slow = Legs(80, 90, 85, 95), fast = Legs(12, 18, 15, 13);

        Assert.That(Compare([fast, fast, fast], [slow, slow, Legs(11, 12, 13, 11)]).ExitCode, Is.Zero);
    }

    [Test]
    public void Figures_that_are_apart_by_less_than_the_floor_are_no_difference()
    {
        ScenarioLine slow = Legs(8, 9, 8, 9), fast = Legs(2, 3, 2, 3);

        Assert.That(Compare([fast, fast], [slow, slow]).ExitCode, Is.Zero);
    }

    [Test]
    public void A_check_that_one_QEMU_never_lets_make_is_a_difference()
    {
        var unmade = Passed with { NotChecked = [new UnmadeRecord("block statistics", "host2", "no answer")] };

        Assert.That(
            Compare([Passed], [unmade]).Scenarios[0].Differences,
            Is.EqualTo(new[] { "not checked with B alone: block statistics of host2" }));
        Assert.That(Compare([unmade], [unmade]).ExitCode, Is.Zero);
    }

    [Test]
    public void Findings_that_are_accepted_with_one_QEMU_alone_are_a_difference() => Assert.That(
        Compare([Passed with { Allowed = 2 }], [Passed]).Scenarios[0].Differences,
        Is.EqualTo(new[] { "findings accepted: A some; B none" }));

    [Test]
    public void A_QEMU_that_does_not_start_tells_nothing()
    {
        var comparison = Compare([Passed], [NoQemu]);

        Assert.That(comparison.ExitCode, Is.EqualTo(125));
        Assert.That(comparison.Scenarios[0].Differences, Is.EqualTo(new[] { "B: failed [provision]: QEMU did not start" }));
    }

    [Test]
    public void Needs_that_are_not_met_are_not_compared_beside_scenarios_that_run()
    {
        var other = Skipped with { Place = "f.feature:9" };

        var comparison = RunComparison.Of([[Passed, other]], [[Passed, other]]);

        Assert.That(comparison.ExitCode, Is.Zero);
        Assert.That(comparison.Scenarios[1].State, Is.EqualTo(ComparedState.NotCompared));
    }

    [Test]
    public void Runs_in_which_nothing_ran_tell_nothing()
    {
        Assert.That(Compare([Skipped], [Skipped]).ExitCode, Is.EqualTo(125));
        Assert.That(RunComparison.Of([[]], [[]]).ExitCode, Is.EqualTo(125));
        Assert.That(RunComparison.Of([[Passed]], [[]]).ExitCode, Is.EqualTo(125));
    }

    /// <summary>Compares a scenario whose records are one a round.</summary>
    private static RunComparison Compare(ScenarioLine[] a, ScenarioLine[] b) => RunComparison.Of(Rounds(a), Rounds(b));

    private static ImmutableArray<ImmutableArray<ScenarioLine>> Rounds(ScenarioLine[] records) =>
        [.. records.Select(record => ImmutableArray.Create(record))];

    private static ScenarioLine Legs(params double[] downtimes) =>
        Passed with { Legs = [.. downtimes.Select(Leg)] };

    private static LegRecord Leg(double downtime) =>
        new() { Number = 1, From = "host1", To = "host2", DowntimeMs = downtime, ThroughputMbps = 100 };
}
