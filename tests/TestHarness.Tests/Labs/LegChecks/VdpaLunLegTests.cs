using TestHarness.Devices.Vdpa;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Labs.Recipes;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>
/// Vdpa devices of two hosts with a LUN behind them, which is a file of the test; QEMU has the file of the lab.
/// </summary>
internal sealed class VdpaLunLegTests : SharedGuestLegs
{
    private const string Naa = "naa.5000c500a1b2c3d4";

    private string _file = "";

    private string Behind => Folder["behind.raw"];

    protected override QemuGuest Recipe => new FileGuest(() => new SharedLun("lun0", _file, 16 << 20));

    protected override void Plant()
    {
        File.WriteAllText(Behind, "");
        Plants.Answer("device=/sys/bus/vdpa/devices/$1\n", () => $"vhost_vdpa - {_file}\n");
        Plants.Answer("/dev/vduse/$1", () => "/dev/sda\n");
        // The holders of a device: both logical hosts have the same file, so that the source's QEMU would be one.
        Plants.Answer("process=${descriptor%%/fd/*}", () => "");
        Plants.Answer("/sys/block/*", () => $">/dev/sda\nsda 32768 8:0 2:0:0:0 {Naa}\n");
    }

    protected override GuestPlace Prepare(GuestPlace place)
    {
        _file = place.Disk.Path;
        var device = new VdpaDevice(VdpaDeviceName.Parse("vdpa0"), _file, "vduse", "vhost_vdpa");
        var backend = new VdpaBackend(place.Host.Host, "vduse", [device]);
        return place with { Disk = new VdpaLunDisk(backend, device, new SharedLun("lun0", Behind, 16 << 20), [backend]) };
    }

    [Test]
    [PlantsFault(HealthCheck.SingleWriter)]
    public async Task A_process_that_holds_the_LUN_behind_a_vdpa_device_open_for_writing_fails_the_leg()
    {
        await CleanLegAsync();
        await using (new FileStream(Behind, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            Assert.That(
                await FailedLegAsync(),
                Does.Contain(
                    $"(process {System.Environment.ProcessId}) holds LUN lun0 ({Behind}) open for writing beside the daemon"));
        }

        Assert.That(Findings.Select(finding => finding.Check).Distinct(), Is.EqualTo([HealthCheck.SingleWriter]));
    }

    [Test]
    public async Task The_leg_says_once_that_the_daemons_of_all_hosts_may_write()
    {
        await CleanLegAsync();

        var unmade = Guest.Legs[^1].Health.NotChecked.Single(check => check.Where == "LUN lun0");
        Assert.That(unmade, Has.Property(nameof(unmade.IsInapplicable)).True);
        Assert.That($"{Guest.Legs[^1]}", Does.Contain("not checked: ").And.Contain("single writer of LUN lun0"));
    }
}
