using System.Xml.Linq;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv.Luns;

public sealed class LunUseTests
{
    private static readonly LunPath ByPath = new("/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0");

    /// <summary>The how-to escapes colons, which only a shell needs, and calls a path a volume, which libvirt refuses.</summary>
    [TestCase("001/disk-emulated.xml", LunUse.Emulated)]
    [TestCase("001/disk-lun.xml", LunUse.PassThrough)]
    public void Writes_the_seeds_disks_by_path(string file, LunUse use)
    {
        var seed = XElement.Parse(
            Seed.Read(file).Replace(@"\:", ":", StringComparison.Ordinal).Replace(
                "type='volume'", "type='block'", StringComparison.Ordinal));
        Assert.That(new LunDisk(ByPath, use).ToXml().ToString(), Is.EqualTo(seed.ToString()));
    }

    [Test]
    public void Writes_the_seeds_disk_by_pool_and_volume()
    {
        var seed = XElement.Parse(
            Seed.Read("001/disk-volume.xml").Replace("unit:0:2:0 '", "unit:0:2:0'", StringComparison.Ordinal));
        Assert.That(
            new LunDisk(new LunVolume(PoolName.Parse("poolvhba0"), "unit:0:2:0"), LunUse.Emulated, "hda", "ide")
                .ToXml().ToString(), Is.EqualTo(seed.ToString()));
    }

    [Test]
    public void Writes_the_cache_with_which_libvirt_migrates() => Assert.That(
        new LunDisk(ByPath, LunUse.PassThrough, Cache: "none").ToXml().Element("driver")!.ToString(),
        Is.EqualTo("""<driver name="qemu" type="raw" cache="none" />"""));

    [Test]
    public void Refuses_to_pass_through_on_a_bus_that_cannot() => Assert.That(
        () => new LunDisk(ByPath, LunUse.PassThrough, Bus: "ide").ToXml(),
        Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[config] a LUN is passed through on bus scsi or virtio, found bus 'ide'"));
}
