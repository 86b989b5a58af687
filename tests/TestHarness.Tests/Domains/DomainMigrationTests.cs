using System.Diagnostics;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Guests.Access;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Migration;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Domains;

[Parallelizable]
public sealed class DomainMigrationTests
{
    private static string Words(MigrationOptions options) =>
        string.Join(' ', DomainMigration.Arguments("guest", "/var/tmp/1/destination.xml", "10.10.0.2", options));

    [Test]
    public void The_destination_gets_its_own_paths() => Assert.That(Words(new MigrationOptions()), Is.EqualTo(
        "migrate --live --p2p --xml /var/tmp/1/destination.xml --bandwidth 128 guest qemu+ssh://10.10.0.2/system?no_tty=1 " +
        "tcp://10.10.0.2"));

    [TestCase("2001:db8::7", "[2001:db8::7]")]
    [TestCase("fe80::7%eth1", "[fe80::7%25eth1]")]
    public void An_address_of_IPv6_is_in_brackets(string address, string inUri) => Assert.That(
        DomainMigration.Arguments("guest", "/destination.xml", address, new MigrationOptions()).TakeLast(2),
        Is.EqualTo(new[] { $"qemu+ssh://{inUri}/system?no_tty=1", $"tcp://{inUri}" }));

    [Test]
    public void Options_are_virshs() => Assert.That(
        Words(new MigrationOptions
        {
            Mode = MigrationMode.Postcopy, MultifdChannels = 4, AutoConverge = true, MaxBandwidth = 64 << 20,
        }),
        Does.Contain(
            "--bandwidth 64 --postcopy --postcopy-after-precopy --parallel --parallel-connections 4 --auto-converge guest"));

    [Test]
    public void A_downtime_limit_is_refused() => Assert.That(
        () => Words(new MigrationOptions { DowntimeLimit = TimeSpan.FromMilliseconds(100) }),
        Throws.TypeOf<HarnessException>().With.Message.Contains("leave out the option 'downtime limit'"));

    [Test]
    public void A_bandwidth_that_is_not_whole_MiB_a_second_is_refused() => Assert.That(
        () => Words(new MigrationOptions { MaxBandwidth = 100_000 }),
        Throws.TypeOf<HarnessException>().With.Message.Contains("expected a multiple of 1MiB/s, found 100000 bytes/s"));

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
                await c.SendLineAsync(
                    """{"event": "MIGRATION", "data": {"status": "completed"},""" +
                    """ "timestamp": {"seconds": 1, "microseconds": 0}}""");
                await c.ReplyAsync(id, """{"status": "completed"}""");
            }
        });
        await using var source = await QmpClient.ConnectAsync("source", peer.EndPoint);

        await DomainMigration.ReportAsync(
            source, source.Events.Position, new Progress<MigrationInfo>(), new TaskCompletionSource().Task)
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public async Task A_leg_whose_progress_cannot_be_read_fails_only_when_virsh_has_ended()
    {
        await using var bench = Workbench.Create();
        var host = new SlowVirshHost(bench.Host);
        var start = bench.Start("source", Workbench.Bare());
        await using var machine = await QemuMachine.StartAsync(start with { Site = start.Site with { Host = host } });
        await using var guest = await Guest.ResumeAsync(machine, new BuiltInAccess(), log: null, TimeSpan.FromSeconds(30));
        var site = bench.Start("destination", Workbench.Bare()).Site with { Host = host };
        var there = new DomainDescription(
            "guest", Guid.NewGuid(), "qemu", "tcg", new BootImage("kernel", "initrd", "none"), 16, 1, [Disk()], site.Directory);

        Assert.That(
            () => DomainMigration.RunAsync(
                guest, there, site, "192.0.2.1", new MigrationOptions(), _ => { }, new BrokenProgress()),
            Throws.TypeOf<IOException>().With.Message.EqualTo("planted"));

        Assert.That(host.HasVirshEnded, Is.True, "virsh is still running");

        static LunDisk Disk() => new(new LunPath("/dev/null"), LunUse.Emulated);
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
    public void A_missing_completed_job_is_reported() => Assert.That(
        () => DomainJob.Parse("Job type: None\n"),
        Throws.TypeOf<HarnessException>().With.Message.Contains("found: Job type: None"));

    private sealed class BrokenProgress : IProgress<MigrationInfo>
    {
        public void Report(MigrationInfo value) => throw new IOException("planted");
    }

    /// <summary>A host whose <c>virsh migrate</c> goes on until it is cancelled, and takes a moment to end then.</summary>
    private sealed class SlowVirshHost(IHost host) : HostDecorator(host)
    {
        private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

        public bool HasVirshEnded { get; private set; }

        public override async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
        {
            if (!command.Arguments.Contains("migrate"))
                return await base.RunAsync(command, cancellationToken);

            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Moment, CancellationToken.None);
            HasVirshEnded = true;
            cancellationToken.ThrowIfCancellationRequested();
            throw new UnreachableException();
        }
    }
}
