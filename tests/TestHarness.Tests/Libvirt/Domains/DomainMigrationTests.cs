using TestHarness.Failures;
using TestHarness.Libvirt.Domains;
using TestHarness.Migration;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Libvirt.Domains;

public sealed class DomainMigrationTests
{
    private static string Words(MigrationOptions options) =>
        string.Join(' ', DomainMigration.Arguments("guest", "/var/tmp/1/destination.xml", "10.10.0.2", options));

    [Test]
    public void The_destination_is_told_its_own_paths() => Assert.That(Words(new MigrationOptions()), Is.EqualTo(
        "migrate --live --p2p --xml /var/tmp/1/destination.xml --bandwidth 128 guest qemu+ssh://10.10.0.2/system?no_tty=1 tcp://10.10.0.2"));

    [Test]
    public void Options_are_virshs() => Assert.That(
        Words(new MigrationOptions { Mode = MigrationMode.Postcopy, MultifdChannels = 4, AutoConverge = true, MaxBandwidth = 64 << 20 }),
        Does.Contain("--bandwidth 64 --postcopy --postcopy-after-precopy --parallel --parallel-connections 4 --auto-converge guest"));

    [Test]
    public void A_downtime_limit_is_refused() => Assert.That(
        () => Words(new MigrationOptions { DowntimeLimit = TimeSpan.FromMilliseconds(100) }),
        Throws.TypeOf<HarnessException>().With.Message.Contains("leave out the option 'downtime limit'"));

    [Test]
    public async Task A_QEMU_whose_migration_is_over_is_not_asked_for_its_progress()
    {
        var asked = 0;
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            for (; ; asked++)
            {
                var id = await c.ReadIdAsync();
                await c.SendLineAsync("""{"event": "MIGRATION", "data": {"status": "completed"}, "timestamp": {"seconds": 1, "microseconds": 0}}""");
                await c.ReplyAsync(id, """{"status": "completed"}""");
            }
        });
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);

        await DomainMigration.ReportAsync(source, source.Events.Position, new Progress<MigrationInfo>(), new TaskCompletionSource().Task)
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public void A_completed_job_is_read_in_QEMUs_terms()
    {
        var info = DomainJob.Parse("""
            Job type: 5
            Operation: 2
            time_elapsed: 4711
            downtime: 37
            setup_time: 12
            memory_total: 135000064
            memory_processed: 83886080
            memory_remaining: 0
            memory_bps: 12500000
            memory_iteration: 4
            """);

        Assert.That($"{LegStatistics.Of(info)}", Is.EqualTo("total 4711 ms, downtime 37 ms, 80.0 MiB in 4 passes, 100 Mbit/s"));
        Assert.That(info.Status.ToString(), Is.EqualTo("Completed"));
    }

    [Test]
    public void No_completed_job_is_told() => Assert.That(
        () => DomainJob.Parse("Job type: None\n"), Throws.TypeOf<HarnessException>().With.Message.Contains("found: Job type: None"));
}
