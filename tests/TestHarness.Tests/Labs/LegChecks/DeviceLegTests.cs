using TestHarness.Devices.Vdpa;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Labs.Recipes;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Disks that become another device, by what the hosts' sysfs is said to hold.</summary>
internal sealed class DeviceLegTests : SharedGuestLegs
{
    private const string Naa = "naa.5000c500a1b2c3d4";

    private string _sysfs = "";
    private string _vdpa = "";

    protected override QemuGuest Recipe => new FileGuest(() => (SharedLun)Places[0].Disk);

    protected override void Plant()
    {
        Plants.Answer("/sys/block/*", () => _sysfs);
        Plants.Answer("device=/sys/bus/vdpa/devices/$1\n", () => _vdpa);
    }

    [SetUp]
    public void SetUp() =>
        (_sysfs, _vdpa) = ($">/dev/sda\nsda 32768 8:0 2:0:0:0 {Naa}\n", $"vhost_vdpa - {Places[0].Disk.Path}\n");

    [TestCase("sda 32768 8:0 2:0:0:0 naa.5000c500ffffffff\n", ", but it leads to sda (naa.5000c500ffffffff)")]
    [TestCase("sda 16384 8:0 2:0:0:0 naa.5000c500a1b2c3d4\n", "and is of 8388608 bytes (")]
    [TestCase("sda 32768 8:16 2:0:0:0 naa.5000c500a1b2c3d4\n", "of 16777216 bytes (WWID 5000c500a1b2c3d4, device number 8:16, ")]
    [TestCase("sda 32768 8:0 4:0:0:0 naa.5000c500a1b2c3d4\n", "device number 8:0, SCSI host 4)")]
    [PlantsFault(HealthCheck.LunIdentity)]
    public async Task A_LUN_that_is_another_device_now_fails_the_leg(string sysfs, string found)
    {
        await CleanLegAsync(Device(Elsewhere));
        _sysfs = $">/dev/sda\n{sysfs}";

        Assert.That(
            await FailedLegAsync(to: Device(Elsewhere)), Does.Contain(": LUN identity: LUN lun0 was ").And.Contain(found));
        Assert.That(FoundOnBothHosts(), Is.EqualTo(HealthCheck.LunIdentity));
    }

    [Test]
    [PlantsFault(HealthCheck.LunIdentity)]
    public async Task A_LUN_that_is_another_device_now_on_the_host_that_the_guest_left_fails_the_leg()
    {
        var left = Device(Elsewhere);
        await CleanLegAsync(left);
        _sysfs = $">/dev/sda\nsda 32768 8:0 4:0:0:0 {Naa}\n";

        Assert.That(await FailedLegAsync(to: Elsewhere), Does.Contain(": LUN identity: LUN lun0 was "));
        Assert.That(Findings.Single().Where, Is.EqualTo(left.Name));
    }

    [Test]
    [PlantsFault(HealthCheck.VdpaBinding)]
    public async Task A_vdpa_device_with_another_driver_fails_the_leg()
    {
        await CleanLegAsync(Vdpa(Elsewhere));
        _vdpa = "virtio_vdpa - -\n";

        Assert.That(
            await FailedLegAsync(to: Vdpa(Elsewhere)),
            Does.Match("vdpa device bound: vdpa0 had driver vhost_vdpa and .*, now it has driver virtio_vdpa"));
        Assert.That(FoundOnBothHosts(), Is.EqualTo(HealthCheck.VdpaBinding));
    }

    private HealthCheck FoundOnBothHosts()
    {
        Assert.That(Findings.Select(finding => finding.Where), Is.EquivalentTo(Places.Select(place => place.Name)));
        return Findings.Select(finding => finding.Check).Distinct().Single();
    }

    private GuestPlace Device(GuestPlace place) => place with
    {
        Disk = (SharedLun)Places[0].Disk with { Device = new LunIdentity(new DeviceLun("lun0", Naa), Wwid.Of(Naa), "8:0", 2) },
    };

    private GuestPlace Vdpa(GuestPlace place)
    {
        var device = new VdpaDevice(VdpaDeviceName.Parse("vdpa0"), Places[0].Disk.Path, "vdpasim_blk", "vhost_vdpa");
        var backend = new VdpaBackend(place.Host.Host, "vdpasim_blk", [device]);
        return place with { Disk = new VdpaDisk(backend, device, device, place.Host.Directory) };
    }
}
