using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.Progress;
using TestHarness.Migration;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Migration;

/// <summary>The line of a leg, by which a person judges it.</summary>
[TestFixture]
internal sealed class LegReportTests
{
    private const string Figures = "leg 3: completed, total 1000 ms, downtime 50 ms, 0.0 MiB in 0 passes, 0 Mbit/s";

    private static readonly LegReport Plain = LegSummaryTests.Leg(3);

    [Test]
    public void A_leg_without_data_says_so() => Assert.That(
        $"{Plain}", Is.EqualTo($"{Figures}; no data was compared, as the scenario has written none; checks made: 0"));

    [Test]
    public void A_leg_reports_the_load_around_it_and_the_compared_data()
    {
        var load = new LegLoad(new ProgressAround(3 << 20, 1 << 19, 10 << 20), TimeSpan.FromMilliseconds(1234));

        Assert.That($"{Plain with { Data = new LegData(load, "blocks 1 to 7") }}", Is.EqualTo(
            $"{Figures}; written 3.0 + 0.5 + 10.0 MiB before, across and after, longest stall 1234 ms; "
            + "compared: blocks 1 to 7; checks made: 2"));
    }

    [Test]
    public void A_comparison_that_failed_is_not_taken_for_none() => Assert.That(
        $"{Plain with { Data = LegData.Unknown }}", Is.EqualTo($"{Figures}; compared: the comparison failed; checks made: 1"));

    [Test]
    public void Checks_that_were_not_made_end_the_line()
    {
        var health = HealthReport.Combine(
            HealthReport.Unmade(HealthCheck.CoreDumps, "host1", "no path"),
            HealthReport.Unmade(HealthCheck.BlockStatistics, "guest-1", "libvirt"));

        Assert.That($"{Plain with { Health = health }}", Does.EndWith(
            " written none; checks made: 0; not checked: core dumps of host1, block statistics of guest-1"));
    }

    [Test]
    public void The_figures_are_those_of_QEMU()
    {
        var info = new MigrationInfo
        {
            StatusText = "completed",
            TotalTime = 5000,
            Downtime = 70,
            SetupTime = 9,
            Ram = new MigrationRam { Transferred = 3 << 19, DirtySyncCount = 4, Mbps = 12.3 },
        };

        var result = Result(MigrationStatus.Completed, null, info);

        Assert.That(
            (result.Statistics.TotalTime, result.Statistics.Downtime, result.Statistics.SetupTime),
            Is.EqualTo((TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(70), TimeSpan.FromMilliseconds(9))));
        Assert.That(
            $"{result}", Is.EqualTo("one to other: completed, total 5000 ms, downtime 70 ms, 1.5 MiB in 4 passes, 12 Mbit/s"));
        Assert.That(result.OrThrow(), Is.SameAs(result));
    }

    [Test]
    public void Times_that_QEMU_does_not_report_are_not_zero() => Assert.That(
        $"{Result(MigrationStatus.Completed, null, new MigrationInfo()).Statistics}",
        Is.EqualTo("total not reported, downtime not reported, 0.0 MiB in 0 passes, 0 Mbit/s"));

    [TestCase(MigrationStatus.Failed, "no route", "one to other: failed: no route")]
    [TestCase(MigrationStatus.Cancelled, null, "one to other: cancelled: QEMU gave no reason")]
    public void A_migration_that_did_not_complete_says_why(MigrationStatus status, string? error, string message)
    {
        var result = Result(status, error, new MigrationInfo());

        Assert.That($"{result}", Is.EqualTo(message[..message.LastIndexOf(": ", StringComparison.Ordinal)]));
        Assert.That(result.OrThrow, Throws.TypeOf<HarnessException>().With.Message.EqualTo($"[migration] {message}"));
    }

    private static LegResult Result(MigrationStatus status, string? error, MigrationInfo info) =>
        new("one", "other", status, error, info, new LegWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
}
