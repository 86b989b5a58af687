using TestHarness.Baselines;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class LegSummaryTests
{
    [Test]
    public void Every_leg_with_too_long_a_downtime_is_named()
    {
        var summary = new LegSummary(
            [Leg(1, downtime: 100), Leg(2, downtime: 301), Leg(3, downtime: 300), Leg(4, downtime: 900)]);

        Assert.That(() => summary.CheckDowntime(TimeSpan.FromMilliseconds(900)), Throws.Nothing);
        var failure = Assert.Throws<HarnessException>(() => summary.CheckDowntime(TimeSpan.FromMilliseconds(300)))!;
        Assert.That(failure.Message, Does.StartWith("[migration] expected a downtime of at most 300 ms, found: leg 2: ")
            .And.Contain("downtime 301 ms").And.Contain("; leg 4: ").And.Not.Contain("leg 1: ").And.Not.Contain("leg 3: "));
    }

    [Test]
    public void Every_leg_with_too_long_a_stall_is_named()
    {
        var summary = new LegSummary([Leg(1, stall: 1), Leg(2, stall: 3), Leg(3, stall: 2)]);

        Assert.That(() => summary.CheckStalls(TimeSpan.FromSeconds(3)), Throws.Nothing);
        var failure = Assert.Throws<HarnessException>(() => summary.CheckStalls(TimeSpan.FromSeconds(2)))!;
        Assert.That(
            failure.Message,
            Does.StartWith("[data] expected no stall of the load over 2 s, found: leg 2: ").And.Contain("longest stall 3000 ms"));
    }

    [Test]
    public void Without_a_load_the_stalls_of_a_leg_were_not_checked()
    {
        var summary = new LegSummary([Leg(1, stall: 1), Leg(2), Leg(3)]);

        var failure = Assert.Throws<HarnessException>(() => summary.CheckStalls(TimeSpan.FromSeconds(2)))!;
        Assert.That(failure.Message, Is.EqualTo(
            "[config] expected no stall of the load over 2 s, but no load was running in leg 2, 3: it was not checked"));
    }

    [TestCase(1)]
    [TestCase(5)]
    public void A_trend_of_few_legs_is_not_checked(int legs)
    {
        var summary = new LegSummary([.. Enumerable.Range(1, legs).Select(number => Leg(number))]);

        var failure = Assert.Throws<HarnessException>(() => summary.CheckTrend(2))!;
        Assert.That(failure.Message, Does.StartWith($"[config] a trend needs at least 6 legs, found {legs}"));
    }

    [Test]
    public void Legs_that_were_not_made_are_not_reported()
    {
        var summary = new LegSummary([]);
        Assert.That(
            () => summary.CheckDowntime(TimeSpan.FromSeconds(1)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[config] a downtime of at most 1000 ms was expected of the legs, but no leg was made"));
        Assert.That(
            () => summary.CheckStalls(TimeSpan.FromSeconds(1)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config]"));
        Assert.That(() => summary.CheckTrend(2), Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config]"));
    }

    [Test]
    public void A_downtime_that_nothing_reports_was_not_checked()
    {
        var summary = new LegSummary([Leg(1), Leg(2, downtime: null), Leg(3, downtime: null)]);

        Assert.That(
            () => summary.CheckDowntime(TimeSpan.FromMilliseconds(300)),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[preflight] expected a downtime of at most 300 ms, but nothing reports the downtime of leg 2, 3: it was not " +
                "checked"));
        Assert.That($"{summary.Legs[1]}", Does.StartWith("leg 2: completed, total 1000 ms, downtime not reported, "));
        Assert.That(Figures.Of(summary.Legs[1]).Select(figure => figure.Kind), Is.EqualTo(new[] { FigureKind.TotalTime }));
    }

    [Test]
    public void A_trend_of_times_that_nothing_reports_was_not_checked()
    {
        var summary = new LegSummary([.. Enumerable.Range(1, 6).Select(number => Leg(number, total: number == 6 ? null : 100))]);

        Assert.That(
            () => summary.CheckTrend(2),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[preflight] expected legs at most 2 times slower, but nothing reports the total time of leg 6: it was not " +
                "checked"));
    }

    [TestCase(new[] { 100, 100, 100, 100, 100, 100 }, true)]
    [TestCase(new[] { 100, 100, 100, 100, 200, 200 }, true)]
    [TestCase(new[] { 100, 100, 110, 140, 200, 210 }, false)]
    [TestCase(new[] { 100, 900, 100, 100, 100, 100, 900, 100, 100 }, true)]
    public void The_trend_compares_the_first_third_with_the_last(int[] totals, bool holds)
    {
        var summary = new LegSummary([.. totals.Select((total, at) => Leg(at + 1, total: total))]);

        if (holds)
            Assert.That(summary.CheckTrend(2), Does.StartWith("median total time of the first"));
        else
            Assert.That(
                () => summary.CheckTrend(2), Throws.TypeOf<HarnessException>()
                    .With.Message.StartsWith("[migration] the legs became more than 2 times slower"));
    }

    internal static LegReport Leg(int number, int? total = 1000, int? downtime = 50, int? stall = null)
    {
        var info = new MigrationInfo
        {
            StatusText = "completed", TotalTime = total, Downtime = downtime, SetupTime = 1, Ram = new MigrationRam(),
        };
        var result = new LegResult(
            "one", "other", MigrationStatus.Completed, null, info,
            new LegWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        var load = stall is { } seconds ? new LegLoad(new ProgressAround(1, 2, 3), TimeSpan.FromSeconds(seconds)) : null;
        return new LegReport(number, result, HealthReport.Clean, new LegData(load, null), []);
    }
}
