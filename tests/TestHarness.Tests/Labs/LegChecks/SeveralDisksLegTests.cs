using System.Collections.Immutable;
using TestHarness.Devices.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Labs.Recipes;
using TestHarness.Load;
using TestHarness.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>A guest as reported with two disks that show LUNs, and a blank one: each LUN is checked after each leg.</summary>
internal sealed class SeveralDisksLegTests : OwnGuestLegs
{
    private const string Report = """
        qemu -nodefaults -machine q35 -m 128 -smp 1 -device virtio-scsi-pci,id=scsi0
          -drive if=none,id=d0,file=/blank -device scsi-hd,bus=scsi0.0,lun=0,drive=d0,id=blank
          -drive if=none,id=d1,file=/1 -device scsi-hd,bus=scsi0.0,lun=1,drive=d1,id=first
          -drive if=none,id=d2,file=/2 -device virtio-blk-pci,drive=d2,id=second
        """;

    protected override LabEnvironment Environment { get; } = new()
    {
        Name = "here",
        Hosts = [Host("host1"), Host("host2")],
        Luns = [new FileLun("lun0", ByteSize.FromMiB(16)), new FileLun("lun1", ByteSize.FromMiB(16))],
        Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
    };

    protected override QemuGuest Recipe => new ReportedGuest(ReportedCommandLine.Parse(Report.ReplaceLineEndings(" ")), "first");

    protected override async Task<ImmutableArray<GuestPlace>> ProvideAsync()
    {
        var provisioning = new LunProvisioning(Lab);
        var first = await provisioning.ProvideAsync(LunName.Parse("lun0"));
        var second = await provisioning.ProvideAsync(LunName.Parse("lun1"));
        return [.. first.Zip(second, (place, other) => place with { Beside = place.Beside.Add("second", other.Disk) })];
    }

    [Test]
    public async Task Each_disk_is_found_and_what_was_written_to_each_is_compared()
    {
        await StartLoadsAsync();

        await CleanLegAsync();

        Assert.That(
            Guest.Disks.All.Select(data => (data.Device, data.DiskPath)),
            Is.EqualTo(new[] { ("first", "/dev/sdb"), ("second", "/dev/vda") }));
        Assert.That(
            $"{Guest.Legs[^1]}",
            Does.Match("compared: first: blocks 1 to .* are all on LUN lun0 .*; second: blocks 1 to .* are all on LUN lun1 "));
    }

    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task Another_writer_of_the_second_disk_fails_the_leg()
    {
        var second = Guest.Place.Of("second").Disk.Path;
        await using (new FileStream(second, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            Assert.That(await FailedLegAsync(), Does.Contain($"holds {second} open for writing beside "));
        await CleanLegAsync();
    }

    [Test]
    [PlantsFault(HealthCheck.Data)]
    public async Task Blocks_that_were_changed_behind_QEMU_on_both_disks_are_told_of_each()
    {
        await StartLoadsAsync();
        foreach (var data in Guest.Disks.All)
        {
            await data.Load.StopAsync();
            await Guest.Place.Of(data.Device).Disk.OverwriteAsync(Guest.Place.Host.Host, Stamps.BlockSize, 512);
        }

        Assert.That(
            await FailedLegAsync(FailureClass.Data),
            Does.Match(@"LUN lun0 .* does not hold what the guest wrote: block 1 .*\n.*LUN lun1 .*: block 1 "));
    }

    private async Task StartLoadsAsync()
    {
        foreach (var data in Guest.Disks.All)
            await data.Load.StartAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, data.DiskPath));
    }
}
