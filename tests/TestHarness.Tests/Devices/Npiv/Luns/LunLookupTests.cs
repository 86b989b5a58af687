using System.Diagnostics;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Environments;
using TestHarness.Libvirt;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Npiv.Luns;

/// <summary>An HBA (SCSI host 4) and its vHBA (6) see one LUN in a sysfs that the test has made up; virsh is answered.</summary>
[TestFixture]
internal sealed class LunLookupTests
{
    private const string Naa = "naa.600a0b80005b5dd40000d4d65398f3e4";
    private const string Link = "pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0";

    private readonly TemporaryDirectory _directory = new();
    private readonly Plants _plants = new();
    private PlantedHost _host = null!;

    [OneTimeSetUp]
    public void MakeHost()
    {
        foreach (var folder in new[] { "devices", "by-path", "udev", "blocks" })
            Directory.CreateDirectory(_directory[folder]);
        _plants.Show("/sys/bus/scsi/devices", _directory["devices"]);
        _plants.Show("/sys/block", _directory["blocks"]);
        _plants.Show("/dev/disk/by-path", _directory["by-path"]);
        _plants.Show("/dev/disk/by-id", _directory["by-id"]);
        _plants.Show("/run/udev/data", _directory["udev"]);
        _plants.Answer("/sys/class/fc_host/host*", () =>
            "6\t/sys/host6\t0x2001001b32a9da4e\t0x2101001b32a9da4e\tOnline\t0x1\t\t\t\t\t\tNPIV VPORT\n");
        _plants.Answer("nodedev-list", () =>
            "computer\n  |\n  +- scsi_host6\n      |\n      +- scsi_target6_0_0\n          |\n          +- scsi_6_0_0_0\n"
            + $"              |\n              +- block_sdc_3{Naa["naa.".Length..]}\n");
        Make("4:0:0:0", "sdb", "8:16");
        Make("6:0:0:0", "sdc", "8:32");
        File.CreateSymbolicLink(_directory[$"by-path/{Link}"], "/dev/sdb");
        _host = new PlantedHost("host1", _plants);
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>The search ends at once when udev knows the disk, and does not wait for a name that will not come.</summary>
    [Test]
    public async Task A_LUN_whose_name_the_HBA_has_is_found_and_opened_as_the_vHBA_s_own_disk()
    {
        File.WriteAllText(_directory["udev/b8:32"], "");
        var start = Stopwatch.GetTimestamp();

        var lun = await LunLookup.AwaitAsync(
            new Virsh(_host), Wwn.Parse("2101001b32a9da4e"), Wwid.Of(Naa), TimeSpan.FromSeconds(60));
        var disk = await lun.FindDiskAsync(_host, new FcLun("fc0", Naa));

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(50)));
        Assert.That((lun.Address.Host, lun.Block, lun.Path), Is.EqualTo((6, "sdc", _directory[$"by-path/{Link}"])));
        Assert.That((disk.Path, disk.Device!.ScsiHost), Is.EqualTo(("/dev/sdc", (int?)6)));
        Assert.That(disk.Note, Does.EndWith("leads to sdb of SCSI host 4, so that the LUN is opened as /dev/sdc of SCSI host 6"));
    }

    private void Make(string address, string block, string number)
    {
        var device = Directory.CreateDirectory(_directory[$"devices/{address}"]).FullName;
        var disk = Directory.CreateDirectory(Path.Combine(device, "block", block)).FullName;
        Directory.CreateSymbolicLink(_directory[$"blocks/{block}"], disk);
        Directory.CreateSymbolicLink(Path.Combine(disk, "device"), $"../../../{address}");
        foreach (var (file, text) in new[] { ("size", "8"), ("dev", number) })
            File.WriteAllText(Path.Combine(disk, file), $"{text}\n");
        File.WriteAllText(Path.Combine(device, "wwid"), $"{Naa}\n");
    }
}
