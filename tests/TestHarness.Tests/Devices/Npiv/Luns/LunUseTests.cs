using System.Xml.Linq;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Tests.Devices.Npiv.Luns;

public sealed class LunUseTests
{
    private static readonly LunPath ByPath = new("/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0");

    /// <summary>The how-to escapes colons, which only a shell needs, and calls a path a volume, which libvirt refuses.</summary>
    [TestCase("001/disk-emulated.xml", LunUse.Emulated)]
    [TestCase("001/disk-lun.xml", LunUse.PassThrough)]
    public void Writes_the_seeds_disks_by_path(string file, LunUse use)
    {
        var seed = XElement.Parse(Seed.Read(file).Replace(@"\:", ":", StringComparison.Ordinal).Replace("type='volume'", "type='block'", StringComparison.Ordinal));
        Assert.That(new LunDisk(ByPath, use).ToXml().ToString(), Is.EqualTo(seed.ToString()));
    }

    [Test]
    public void Writes_the_seeds_disk_by_pool_and_volume()
    {
        var seed = XElement.Parse(Seed.Read("001/disk-volume.xml").Replace("unit:0:2:0 '", "unit:0:2:0'", StringComparison.Ordinal));
        Assert.That(new LunDisk(new LunVolume(PoolName.Parse("poolvhba0"), "unit:0:2:0"), LunUse.Emulated, "hda", "ide").ToXml().ToString(), Is.EqualTo(seed.ToString()));
    }

    [Test]
    public void Writes_the_cache_with_which_libvirt_migrates() => Assert.That(
        new LunDisk(ByPath, LunUse.PassThrough, Cache: "none").ToXml().Element("driver")!.ToString(), Is.EqualTo("""<driver name="qemu" type="raw" cache="none" />"""));

    [Test]
    public void Refuses_to_pass_through_on_a_bus_that_cannot() => Assert.That(
        () => new LunDisk(ByPath, LunUse.PassThrough, Bus: "ide").ToXml(),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] a LUN is passed through on bus scsi or virtio, found bus 'ide'"));

    [Test]
    public void Writes_the_options_of_seed_000()
    {
        var reported = QemuCommandLine.Parse(Seed.Read("000/qemu-kvm.txt").Trim()["# ".Length..]);
        var path = "/dev/disk/by-path/pci-0000:18:00.1-fc-0x203600a0b85b5dd4-lun-0";
        var wanted = reported.Options
            .Where(option => option["id"] is "drive-data-disk1" or "scsi1" or "data-disk1")
            .Select(option => option.Value!.Properties.Where(property => (property.Key, property.Value) is not (("bus", "pci.0") or ("addr", _))).Select(Pair));
        Assert.That(LunOptions.Of(path, LunUse.PassThrough).Select(option => option.Value!.Properties.Select(Pair).Order()), Is.EqualTo(wanted.Select(pairs => pairs.Order())));
        Assert.That(LunOptions.Of(path, LunUse.Emulated)[2]["driver"], Is.EqualTo("scsi-hd"));
    }

    private static string Pair(OptionProperty property) => $"{property.Key}={property.Value}";
}
