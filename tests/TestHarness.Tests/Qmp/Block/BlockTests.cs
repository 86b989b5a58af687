using TestHarness.Failures;
using TestHarness.Qmp.Block;

namespace TestHarness.Tests.Qmp.Block;

[TestFixture]
internal sealed class BlockTests
{
    [Test]
    public async Task Reports_devices_and_counters_by_any_of_their_names()
    {
        using var qemu = TestQemu.Start(
            "q35", "-m", "16",
            "-blockdev", "driver=null-co,node-name=node0,read-zeroes=on",
            "-device", "virtio-blk-pci,id=disk0,drive=node0,werror=stop,rerror=stop",
            "-drive", "driver=null-co,if=none,id=drive1,read-zeroes=on",
            "-device", "virtio-blk-pci,drive=drive1,id=disk1");
        await using var client = await qemu.ConnectAsync();

        var devices = await client.QueryBlockAsync();
        var stats = await client.QueryBlockStatsAsync();

        Assert.That(devices.Named("disk0"), Is.SameAs(devices.Named("node0")));
        Assert.That(
            devices.Named("disk0"),
            Has.Property("IoStatus").EqualTo("ok").And.Property("Inserted").Property("Drv").EqualTo("null-co"));
        Assert.That(devices.Named("drive1").Label(), Is.EqualTo("disk1"));
        Assert.That(stats.Named("disk0"), Is.SameAs(stats.Named("node0")));
        Assert.That(stats.Named("disk1").Stats, Is.EqualTo(new BlockCounters()));
        Assert.That(Assert.Throws<HarnessException>(() => stats.Named("sda"))!.Message,
            Does.Contain("no block device 'sda'; it has: disk0, disk1"));
    }

    [Test]
    public async Task Counts_what_is_read_and_what_fails()
    {
        using var qemu = TestQemu.Start(
            "q35", "-m", "16",
            "-blockdev", "driver=null-co,node-name=null0",
            "-blockdev", """{"driver": "blkdebug", "node-name": "node0", "image": "null0", "inject-error": """ +
                """[{"event": "none", "iotype": "read"}]}""",
            "-device", "virtio-blk-pci,id=disk0,drive=node0");
        await using var client = await qemu.ConnectAsync();

        foreach (var io in new[] { "aio_read 0 4096", "aio_write 0 8192", "aio_flush" })
            await client.ExecuteAsync("human-monitor-command", new Dictionary<string, object>
            {
                ["command-line"] = $"qemu-io -d /machine/peripheral/disk0/virtio-backend \"{io}\"",
            });

        var counted = (await client.QueryBlockStatsAsync()).Named("disk0").Stats;
        Assert.That(counted, Is.EqualTo(new BlockCounters
        {
            FailedReadOperations = 1,
            WriteOperations = 1,
            WrittenBytes = 8192,
            FlushOperations = 1,
        }));
    }

    [Test]
    public async Task Adds_and_deletes_nodes()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        await client.AddBlockNodeAsync(new Dictionary<string, object> { ["driver"] = "null-co", ["node-name"] = "added" });
        var nodes = await client.QueryNamedBlockNodesAsync();
        await client.DeleteBlockNodeAsync("added");

        Assert.That(nodes.EnumerateArray().Select(n => n.GetProperty("node-name").GetString()), Is.EqualTo(["added"]));
        Assert.That((await client.QueryNamedBlockNodesAsync()).GetArrayLength(), Is.Zero);
    }
}
