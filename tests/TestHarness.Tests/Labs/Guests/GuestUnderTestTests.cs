using System.Collections.Immutable;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.GuestPlaces;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs.Guests;

[TestFixture]
[Category("slow")]
internal sealed class GuestUnderTestTests
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The guest counts in its memory, and looks at each number again. Beside that it writes more than QEMU's usual downtime
    /// limit allows to send after a first pass.
    /// </summary>
    private const string Count = """
        awk 'BEGIN {
            for (n = 0; n < 120000; n++) at[n] = 0
            print "counts"
            fflush()
            for (round = 1; ; round++) for (n = 0; n < 120000; n++) {
                if (at[n] != round - 1) { print "lost " n; exit }
                at[n] = round
            }
        }' > /tmp/counted 2>&1 < /dev/null & echo $! > /tmp/counter
        while :; do dd if=/dev/zero of=/tmp/more bs=1M count=48 conv=notrunc; done > /dev/null 2>&1 < /dev/null &
        until grep -q counts /tmp/counted; do sleep 0.1; done
        """;

    [Test]
    public Task A_guest_under_load_survives_a_cancelled_leg_and_then_completes_one() =>
        WithGuestAsync(SurvivesAsync);

    private static async Task SurvivesAsync(Lab lab, GuestUnderTest guest, ImmutableArray<GuestPlace> places)
    {
        Assert.That(
            () => guest.Load.Require(),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] no load was started"));
        await guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));
        var slow = new MigrationOptions { MaxBandwidth = 100_000 };

        Assert.That(
            await EndAsync(guest, places[1], slow, live => live.CancelAsync()), Is.EqualTo(MigrationStatus.Cancelled));
        Assert.That((await guest.Health.CheckRunsOnAsync(places[0])).Findings, Is.Empty);
        var elsewhere = await guest.Health.CheckRunsOnAsync(places[1]);
        Assert.That(
            elsewhere.Findings.Single().Message, Is.EqualTo("expected the guest on host2, found the guest running on host1"));

        await guest.MigrateAsync(places[1], new MigrationOptions());

        Assert.That((await guest.Health.CheckRunsOnAsync(places[1])).Findings, Is.Empty);
        Assert.That(guest.Legs.Single(), Has.Property("Load").Not.Null);
        Assert.That(guest.Legs[0].Load!.Written, Has.Property("Before").Positive.And.Property("After").Positive);
        await guest.Load.StopAsync();
        Assert.That(await guest.Load.Require().VerifyAsync(), Does.Contain("are all on LUN lun0"));
        guest.WriteEvidence();
        Assert.That(
            File.ReadAllText(Path.Combine(lab.Evidence.Folder, "legs.txt")), Does.StartWith("leg 1: completed, total "));
    }

    [Test]
    public Task What_a_guest_writes_to_its_memory_during_legs_is_there_after_them() => WithGuestAsync(async (_, guest, places) =>
    {
        await guest.Guest.Shell.RunAsync(Count, Soon);

        await guest.PingPongAsync(4, places[0], places[1], new MigrationOptions());

        var look = await guest.Guest.Shell.RunAsync("cat /tmp/counted; kill -0 $(cat /tmp/counter) && echo runs", Soon);
        Assert.That(look.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "counts", "runs" }));
    });

    private static async Task WithGuestAsync(Func<Lab, GuestUnderTest, ImmutableArray<GuestPlace>, Task> use)
    {
        InstalledQemu.Require();
        using var reports = new TemporaryDirectory();
        var environment = new LabEnvironment
        {
            Name = "here",
            Hosts = [Host("host1"), Host("host2")],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(16))],
            Guest = new GuestDescription { Memory = ByteSize.FromMiB(192) },
            Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
        };
        await using var run = await LabRun.StartAsync(environment, reports.Path);
        Assert.That(await run.FindSkipReasonsAsync(Tags), Is.Empty);

        var lab = await run.OpenAsync(TestContext.CurrentContext.Test.Name, Tags, TestContext.Out.WriteLine);
        try
        {
            var places = await new LunProvisioning(lab).ProvideAsync();
            await using var guest = await GuestUnderTest.BootAsync(lab, places[0], new BuiltInGuest());
            await use(lab, guest, places);
        }
        finally
        {
            await lab.CloseAsync();
        }
    }

    private static async Task<MigrationStatus> EndAsync(
        GuestUnderTest guest, GuestPlace elsewhere, MigrationOptions options, Func<LiveMigration, Task<LegResult>> end)
    {
        var migration = await guest.StartMigrationAsync(elsewhere, options);
        await migration.Live.WaitUntilActiveAsync();
        return (await guest.AbandonAsync(migration, end)).Status;
    }

    private static HostDescription Host(string name) => new(name, new LocalConnection(), null, [], []);
}
