using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Load;
using TestHarness.Migration;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>What the guest has written is compared after every leg.</summary>
internal sealed class DataLegTests : OwnGuestLegs
{
    private Action<string> _onLine = _ => { };

    protected override void Tell(string line)
    {
        base.Tell(line);
        _onLine(line);
    }

    [TearDown]
    public void HearNoMore() => _onLine = _ => { };

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task A_block_of_the_first_of_ten_legs_that_is_changed_behind_QEMU_is_found_after_that_leg()
    {
        await StartStampedAsync();
        _onLine = line =>
        {
            if (line.StartsWith("leg 1: guest-1 on host1 to ", StringComparison.Ordinal))
                Overwrite(Stamps.BlockSize + 1000);
        };

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(10)))!;

        // One random byte in 256 is the one that was there.
        Assert.That(failure.Message, Does.StartWith(
            $"[data] after leg 1 (guest-1 on host1 to guest-2 on host2): LUN lun0 ({Places[1].Disk.Path} on host2) does not " +
            "hold what the guest "
            + "wrote: block 1 (of leg 1, at byte 65536) differs from byte 100").And.EndsWith(" of it on"));
        Assert.That(
            $"{Guest.Legs.Single()}", Does.StartWith("leg 1: completed, ").And.Contain("; compared: the comparison failed"));
    }

    [Test]
    public async Task Every_block_is_compared_after_its_leg_and_the_line_of_the_leg_says_which()
    {
        await StartStampedAsync();

        await PingPongAsync(4);
        await Guest.Load.StopAsync();
        var everything = await Guest.Data.VerifyAsync();

        const string Compared =
            @"; compared: blocks (\d+) to (\d+) \((\d+) blocks, (\d+) bytes\) " +
            @"are all on LUN lun0 .* on (host\d)\), and the guest reads the same";
        var compared = Guest.Legs.Select(leg => Regex.Match($"{leg}", Compared)).ToArray();
        var next = 1L;
        foreach (var match in compared)
        {
            Assert.That(match.Success, string.Join('\n', Guest.Legs));
            var (from, to) = (long.Parse(match.Groups[1].Value), long.Parse(match.Groups[2].Value));
            Assert.That(from, Is.EqualTo(next), "no block is left out");
            Assert.That(to, Is.GreaterThanOrEqualTo(from), "there were writes around the leg");
            Assert.That(match.Groups[4].Value, Is.EqualTo($"{(to - from + 1) * Stamps.BlockSize}"));
            next = to + 1;
        }

        Assert.That(
            compared.Select(match => match.Groups[5].Value), Is.EqualTo(new[] { "host2", "host1", "host2", "host1" }),
            "the destination reads");
        Assert.That(everything, Does.StartWith("blocks ").And.Contain(" are all on LUN lun0 "));
        Assert.That(
            Guest.Legs.Select(leg => leg.Load!.Written), Has.All.Property("Before").Positive.And.All.Property("After").Positive);
    }

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task A_pass_of_dd_is_compared_after_each_leg()
    {
        PlantedReader? reader = null;
        var command = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=64k count=16 oflag=direct");
        await Guest.Load.StartAsync(
            async (shell, lun) => await DdLoad.StartAsync(shell, reader = new PlantedReader(lun), command));
        await PingPongAsync(2);
        Assert.That(Guest.Legs.Select(leg => $"{leg}"), Has.All.Matches(
            @"; compared: the 1048576 bytes from 0 on that pass \d+ of dd wrote \(16 blocks\) are on LUN lun0 .*, and the " +
            @"guest reads the same"));

        reader!.Plant = offset =>
        {
            Overwrite(offset + 4096);
            return Task.CompletedTask;
        };

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(2)))!;
        Assert.That(failure.Message, Does.Match(
            @"^\[data\] after leg 3 \(guest-3 on host1 to guest-4 on host2\): the 1048576 bytes from 0 on that pass \d+ of dd " +
            @"wrote .* have SHA-256 "));
    }

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task A_file_is_compared_after_each_leg()
    {
        await Guest.Data.MakeFileAsync(filesystem: 8, size: 1);
        await CleanLegAsync();
        Assert.That(
            $"{Guest.Legs[0]}", Does.Contain("; compared: the file on /dev/sda has the SHA-256 with which it was written: "));
        await RunAsync("echo damage > /mnt/file; sync");

        Assert.That(
            await FailedLegAsync(FailureClass.Data),
            Does.StartWith("[data] after leg 2 (guest-2 on host2 to guest-3 on host1): the file on /dev/sda "));
    }

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task Data_of_a_stopped_load_is_compared_after_each_leg()
    {
        await StartStampedAsync();
        await Guest.Load.StopAsync();
        await CleanLegAsync();
        Assert.That($"{Guest.Legs[0]}", Does.Contain("; compared: blocks 1 to "));
        Overwrite(Stamps.BlockSize);

        Assert.That(
            await FailedLegAsync(FailureClass.Data),
            Does.StartWith("[data] after leg 2 (guest-2 on host2 to guest-3 on host1): LUN lun0 ").And.Contains("block 1 "));
    }

    [Test]
    public async Task A_leg_without_data_says_so()
    {
        await CleanLegAsync();
        Assert.That($"{Guest.Legs[0]}", Does.Contain("; no data was compared, as the scenario has written none"));
    }

    private Task StartStampedAsync() =>
        Guest.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));

    private Task PingPongAsync(int legs) => Guest.PingPongAsync(legs, Places[0], Places[1], new MigrationOptions());

    private void Overwrite(long at)
    {
        using var lun = File.OpenHandle(Places[0].Disk.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(lun, "damage"u8, at);
    }
}
