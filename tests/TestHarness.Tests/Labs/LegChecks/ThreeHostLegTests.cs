using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Labs.Recipes;
using TestHarness.Storage;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>Legs between two of three hosts, on all of which one LUN is attached, by what their sysfs is said to hold.</summary>
internal sealed class ThreeHostLegTests : SharedGuestLegs
{
    private const string Naa = "naa.5000c500a1b2c3d4";
    private const string Healthy = $">/dev/sda\nsda 32768 8:0 2:0:0:0 {Naa}\n";

    private ImmutableDictionary<string, string> _sysfs = ImmutableDictionary<string, string>.Empty;

    protected override LabEnvironment Environment => base.Environment with
    {
        Hosts = [Host("host1"), Host("host2"), Host("host3")],
        Luns = [new DeviceLun("lun0", Naa, Disk)],
    };

    protected override QemuGuest Recipe => new FileGuest(() => (SharedLun)Places[0].Disk with { Device = null });

    private string Disk => Folder["disk.raw"];

    /// <summary>Where the guest does not run: host1 or host2.</summary>
    private GuestPlace Other => Places.Take(2).First(place => place.Name != Guest.Place.Name);

    protected override void Plant()
    {
        using (var disk = File.Create(Disk))
            disk.SetLength(16 << 20);
        Plants.Answer("/sys/block/*", host => _sysfs.GetValueOrDefault(host, Healthy));
    }

    [SetUp]
    public void Repair() => _sysfs = _sysfs.Clear();

    [TestCase("sda 32768 8:0 2:0:0:0 naa.5000c500ffffffff\n", ", but it leads to sda (naa.5000c500ffffffff)")]
    [TestCase($"sda 32768 8:16 2:0:0:0 {Naa}\n", "device number 8:16, SCSI host 2)")]
    [TestCase($"sda 32768 8:0 4:0:0:0 {Naa}\n", "device number 8:0, SCSI host 4)")]
    [PlantsFault(HealthCheck.LunIdentity)]
    public async Task A_LUN_that_is_another_device_now_on_a_host_that_is_not_in_the_leg_fails_the_leg(string sysfs, string found)
    {
        await CleanLegAsync(Other);
        _sysfs = _sysfs.Add("host3", $">/dev/sda\n{sysfs}");

        Assert.That(await FailedLegAsync(to: Other), Does.Contain(": LUN identity: LUN lun0 was ").And.Contain(found));
        Assert.That(
            Findings.Select(finding => (finding.Where, finding.Check)), Is.EqualTo([("host3", HealthCheck.LunIdentity)]));
    }
}
