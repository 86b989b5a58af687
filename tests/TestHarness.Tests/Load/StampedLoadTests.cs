using TestHarness.Failures;
using TestHarness.Load;
using TestHarness.Tests.Guests;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Load;

/// <summary>Stamped blocks in a real guest.</summary>
[TestFixture]
internal sealed class StampedLoadTests : GuestFixture
{
    /// <summary>As many blocks as the LUN has room for.</summary>
    private const int RoomOfLun = (int)(Workbench.LunSize / Stamps.BlockSize);

    [Test]
    public async Task Each_comparison_begins_after_the_last_one_and_names_what_it_has_compared()
    {
        var load = await StartAsync();
        await WaitForBlocksAsync(10);

        await load.PauseAsync();
        var first = await WrittenAsync();
        Assert.That(await load.CompareAsync("leg 1"), Is.EqualTo(
            $"blocks 1 to {first} ({first} blocks, {first * 65536} bytes) are all on LUN lun0 ({Lun.Path} on this machine), " +
            "and the guest reads the same"));
        await load.ResumeAsync();
        await WaitForBlocksAsync(first + 5);

        await load.PauseAsync();
        var second = await WrittenAsync();
        Assert.That(
            await load.CompareAsync("leg 2"), Does.StartWith($"blocks {first + 1} to {second} ({second - first} blocks, "));
        await load.ResumeAsync();
        await load.StopAsync();
        Assert.That(await load.VerifyAsync(), Does.StartWith($"blocks 1 to {await WrittenAsync()} "));
    }

    [Test]
    public async Task A_block_that_a_host_has_overwritten_is_named_with_its_leg()
    {
        var load = await StartAsync();
        await WaitForBlocksAsync(5);
        await load.PauseAsync();
        await load.CompareAsync("leg 1");
        var first = await WrittenAsync();
        await load.ResumeAsync();
        await load.PauseAsync();

        await Lun.OverwriteAsync(Bench.Host, ((first + 1) * Stamps.BlockSize) + 100, 10);
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => load.CompareAsync("leg 2")))!;
        // One random byte in 256 is the one that was there.
        Assert.That(failure.Message, Does.StartWith(
            $"[data] LUN lun0 ({Lun.Path} on this machine) does not hold what the guest wrote: block {first + 1} "
            + $"(of leg 2, at byte {(first + 1) * Stamps.BlockSize}) differs from byte 10").And.EndsWith(" of it on"));

        await load.StopAsync();
        await Lun.OverwriteAsync(Bench.Host, 3 * Stamps.BlockSize, 4 * Stamps.BlockSize);
        failure = (await Assert.ThrowsAsync<HarnessException>(() => load.VerifyAsync()))!;
        Assert.That(failure.Message, Does.Match(
            @"wrote: block 3 \(of leg 1, at byte 196608\) starts with '.*'; block 4 .*; block 5 .*; [1-9]\d* more blocks " +
            @"differ$").IgnoreCase);
    }

    [Test]
    public async Task A_guest_is_slowed_before_it_overwrites_a_block_that_was_not_compared()
    {
        var load = await StartAsync(slots: 16);
        await WaitForBlocksAsync(16);

        await load.PauseAsync();
        Assert.That(await WrittenAsync(), Is.EqualTo(16), "the ring is full");
        Assert.That(await load.CompareAsync("leg 1"), Does.Match(
            @"^blocks 1 to 16 \(16 blocks, .*; the guest was slowed before [1-9]\d* blocks, as none is overwritten before it " +
            @"was compared$"));
        await load.ResumeAsync();
        await WaitForBlocksAsync(20);

        await load.PauseAsync();
        var written = await WrittenAsync();
        Assert.That(await load.CompareAsync("leg 2"), Does.StartWith($"blocks 17 to {written} ({written - 16} blocks, "));
        await load.StopAsync();
        written = await WrittenAsync();
        Assert.That(
            await load.VerifyAsync(),
            Does.StartWith($"blocks {written - 15} to {written} (16 blocks, 1048576 bytes) are all on "));
    }

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task A_guest_that_reads_other_content_than_the_host_is_reported()
    {
        var load = await StartAsync();
        await WaitForBlocksAsync(2);
        await load.StopAsync();
        var other = await Bench.LunAsync("other");
        File.Copy(Lun.Path, other.Path, overwrite: true);
        await Lun.OverwriteAsync(Bench.Host, Stamps.BlockSize, 1);

        var elsewhere = new StampedBlocks(load.Blocks.Stamps, Shell, "/dev/sda", other.ReadOn(Bench.Host), Soon);
        var failure = (await Assert.ThrowsAsync<HarnessException>(() => elsewhere.CompareAsync(1, 2, [], default)))!;
        Assert.That(failure.Message, Is.EqualTo(
            $"[data] blocks 1 to 2 are all on LUN other ({other.Path} on this machine), but the guest reads other content from " +
            "/dev/sda"));
    }

    [Test]
    public async Task A_comparison_after_which_no_block_was_written_is_an_error()
    {
        var load = await StartAsync();
        await WaitForBlocksAsync(2);
        await load.PauseAsync();
        var written = await WrittenAsync();
        await load.CompareAsync("leg 1");

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => load.CompareAsync("leg 2")))!;

        Assert.That(failure.Message, Is.EqualTo(
            $"[data] there is nothing to compare on LUN lun0 ({Lun.Path} on this machine): "
            + $"the guest has written no block after block {written}"));
        await load.StopAsync();
    }

    [Test]
    public async Task The_ring_is_as_large_as_the_lun_at_most()
    {
        var load = await StartAsync();
        await load.StopAsync();
        Assert.That(load.Blocks.Stamps.Slots, Is.EqualTo(RoomOfLun));
    }

    [Test]
    public async Task A_second_load_starts_from_the_first_block()
    {
        for (var round = 0; round < 2; round++)
        {
            var load = await StartAsync();
            await WaitForBlocksAsync(3);
            await load.StopAsync();
            Assert.That(await load.VerifyAsync(), Does.StartWith("blocks 1 to "));
        }
    }

    [Test]
    public async Task A_load_that_is_stopped_at_once_has_written_something()
    {
        var load = await StartAsync();
        await load.StopAsync();
        Assert.That(load.Description, Is.EqualTo("stamped blocks of 64 KiB to /dev/sda"));
        Assert.That(await load.VerifyAsync(), Does.Match("^blocks 1 to [1-9][0-9]* "));
    }

    [Test]
    public async Task A_device_that_is_not_there_is_reported()
    {
        var failure = (await Assert.ThrowsAsync<HarnessException>(async () =>
        {
            var load = await StampedLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), "/dev/none/x");
            await Shell.RunAsync("until [ -e /run/testharness/stamped-dev-sda/exit ]; do sleep 0.05; done", Soon);
            await load.PauseAsync();
        }))!;
        Assert.That(failure.Message, Does.StartWith("[data] the load failed in the guest").And.Contains("/dev/none/x"));
    }

    private Task<StampedLoad> StartAsync(int slots = Stamps.MostSlots) =>
        StampedLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), "/dev/sda", slots: slots);

    private async Task<long> WrittenAsync() =>
        long.Parse(
            (await Shell.RunAsync("cat /run/testharness/stamped-dev-sda/written", Soon)).Output,
            System.Globalization.CultureInfo.InvariantCulture);

    private async Task WaitForBlocksAsync(long least)
    {
        var script =
            $"cd /run/testharness/stamped-dev-sda; until [ \"$(cat written 2>/dev/null || echo 0)\" -ge {least} ]; do [ ! -e " +
            "exit ] || exit 1; sleep 0.05; done";
        Assert.That(await Shell.RunAsync(script, Soon), Has.Property("ExitCode").Zero);
    }
}
