using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Migration;

[TestFixture]
internal sealed class MigrationPreflightTests : BareMigration
{
    [Test]
    public async Task A_device_that_cannot_migrate_is_named_before_anything_is_sent()
    {
        QemuOption[] nvme =
        [
            QemuOption.Of("blockdev", ("driver", "null-co"), ("node-name", "node0"), ("read-zeroes", "on")),
            QemuOption.Of("device", ("driver", "nvme"), ("id", "nvme1"), ("drive", "node0"), ("serial", "1")),
        ];
        await StartMachinesAsync(nvme);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => StartAsync()))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[preflight] no migration was started: source cannot be migrated: ").And.Contains("nvme"));
        Assert.That((await Source.Qmp.QueryMigrateAsync()).Status, Is.EqualTo(MigrationStatus.None));
        Assert.That((await Destination.Qmp.QueryStatusAsync()).Status, Is.EqualTo("inmigrate"));
    }

    [Test]
    public async Task A_destination_that_does_not_wait_is_named()
    {
        await StartMachinesAsync();
        var other = await Bench.StartAsync("other", Workbench.Bare());

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => MigrationPreflight.CheckAsync(Source.Qmp, other.Qmp, new MigrationOptions())))!;

        Assert.That(failure.Message, Is.EqualTo(
            "[preflight] no migration was started: other does not wait for a migration (-incoming) but is running"));
    }

    [Test]
    public async Task All_errors_are_reported_at_once()
    {
        await StartMachinesAsync();
        await Source.Qmp.StopAsync();
        var other = await Bench.StartAsync("other", Workbench.Bare());

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => MigrationPreflight.CheckAsync(Source.Qmp, other.Qmp, new MigrationOptions())))!;

        Assert.That(failure.Message, Does.Contain("source is not running but paused; other does not wait for a migration"));
    }

    [Test]
    public async Task A_capability_that_a_qemu_lacks_is_named_with_its_version()
    {
        await StartMachinesAsync();
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            await c.ReplyAsync(await c.ReadIdAsync(), """{"status": "running", "running": true, "singlestep": false}""");
            await c.ReplyAsync(await c.ReadIdAsync(), "{}");
            await c.ReplyAsync(
                await c.ReadIdAsync(),
                """[{"capability": "events", "state": false}, {"capability": "auto-converge", "state": false}]""");
            await c.StaySilentAsync();
        });
        await using var old = await QmpClient.ConnectAsync("old source", peer.EndPoint);

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => MigrationPreflight.CheckAsync(
            old, Destination.Qmp, new MigrationOptions { MultifdChannels = 2 })))!;

        Assert.That(failure.Message, Does.Contain("old source (QEMU 9.1.0) has no migration capability multifd"));
    }
}
