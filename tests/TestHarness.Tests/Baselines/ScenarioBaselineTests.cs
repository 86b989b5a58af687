using System.Collections.Immutable;
using TestHarness.Baselines;
using TestHarness.Environments;
using TestHarness.Health.Reachability;
using TestHarness.Tests.Migration;

namespace TestHarness.Tests.Baselines;

[TestFixture]
internal sealed class ScenarioBaselineTests
{
    private static readonly FigureKind Downtime = FigureKind.Downtime;

    [Test]
    public void A_figure_over_the_multiple_and_the_floor_is_found_with_all_that_it_was_compared_with()
    {
        var baseline = Learned(20, 22, 30);
        var limit = 5 * 22 + Downtime.Floor;

        Assert.That(baseline.FindUnusual(Leg(1, limit)), Is.Null);
        var unusual = baseline.FindUnusual(Leg(1, 20), Leg(2, limit + 1), Leg(3, 2000));

        Assert.That(
            unusual,
            Does.Contain($"leg 2: downtime {limit + 1} ms, which is over {limit} ms: 5 times the usual 22 ms and 300 ms ")
                .And.Contain("(3 runs, at most 30 ms); leg 3: downtime 2000 ms")
                .And.Contain("the baseline is /labs/baselines/lab.json for 'tcg, QEMU 7.2'").And.Not.Contain("leg 1"));
    }

    [Test]
    public void A_small_figure_may_be_many_times_the_usual_one() =>
        Assert.That(Learned(3, 3, 3).FindUnusual(Leg(1, 250)), Is.Null);

    [Test]
    public void Figures_of_a_learned_run_are_usual() => Assert.That(Learned(3, 3, 4000).FindUnusual(Leg(1, 4000)), Is.Null);

    [Test]
    public void The_multiple_is_the_environments()
    {
        var twice = Learned(1000, 1000, 1000) with { Settings = new BaselineSettings(2) };

        Assert.That(twice.FindUnusual(Leg(1, 2301)), Does.Contain("over 2300 ms: 2 times the usual 1000 ms and 300 ms"));
    }

    [Test]
    public void Too_few_runs_are_not_compared_and_the_report_says_so()
    {
        var baseline = Learned(20, 20);

        Assert.That(baseline.FindUnusual(Leg(1, 100_000)), Is.Null);
        Assert.That(baseline.Describe(Leg(1, 100_000)), Is.EqualTo("not compared with a baseline: 2 of 3 runs learned"));
        Assert.That(Learned().Describe(Leg(1, 1)), Is.EqualTo("not compared with a baseline: none learned"));
    }

    [Test]
    public void Usual_figures_and_missing_ones_are_reported()
    {
        var leg = Figures.Of(LegSummaryTests.Leg(4, total: 900, downtime: 12, stall: 2));

        Assert.That(Learned(20, 22, 30).Describe(leg), Is.EqualTo(
            "usual: downtime 22 ms; not compared with a baseline: total time, longest stall (none learned)"));
        Assert.That(
            string.Join("; ", leg),
            Is.EqualTo("leg 4: downtime 12 ms; leg 4: total time 900 ms; leg 4: longest stall 2000 ms"));
    }

    [Test]
    public void A_leg_without_load_has_no_stall() =>
        Assert.That(
            Figures.Of(LegSummaryTests.Leg(1)).Select(figure => figure.Kind),
            Is.EqualTo(new[] { Downtime, FigureKind.TotalTime }));

    [Test]
    public void A_guest_that_is_pinged_has_a_gap_and_lost_pings()
    {
        var gap = new Gap(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        var reached = new Reachability([], DateTimeOffset.UnixEpoch, 100, 7, gap);

        Assert.That(string.Join("; ", Figures.Of(reached)), Is.EqualTo("the pings: longest gap 500 ms; the pings: lost pings 7"));
    }

    private static Figure Leg(int number, double downtime) => new(Downtime, $"leg {number}", downtime);

    private static ScenarioBaseline Learned(params double[] downtimes)
    {
        var learned = ImmutableSortedDictionary<string, LearnedFigure>.Empty;
        if (downtimes.Length > 0)
            learned = learned.Add(Downtime.Name, new LearnedFigure([.. downtimes]));
        return new ScenarioBaseline("/labs/baselines/lab.json", "tcg, QEMU 7.2", learned, new BaselineSettings());
    }
}
