using System.Xml.Linq;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Domains;
using TestHarness.Images;

namespace TestHarness.Tests.Domains;

public sealed class DomainDescriptionTests
{
    private static readonly Guid Uuid = Guid.Parse("c7a5fdbd-edaf-9455-926a-d65c16db1809");

    private static DomainDescription Domain(LunUse use, LunSource source, string accelerator = "kvm") => new(
        "guest", Uuid, "/usr/bin/qemu-system-x86_64", accelerator,
        new BootImage("/boot/vmlinuz", "/boot/initrd", "a guest", "quick"), 256, 2,
        [new LunDisk(source, use, Cache: "none", Alias: "ua-data-disk1")], "/var/tmp/1");

    [Test]
    public void A_volume_is_passed_through_uncached_under_an_id_of_ours()
    {
        var disk = Domain(LunUse.PassThrough, new LunVolume(PoolName.Parse("fc-pool"), "unit:0:2:0"))
            .ToXml().Element("devices")!.Element("disk")!;

        Assert.That(disk.ToString(SaveOptions.DisableFormatting), Is.EqualTo(
            "<disk type=\"volume\" device=\"lun\"><driver name=\"qemu\" type=\"raw\" cache=\"none\" />" +
            "<source pool=\"fc-pool\" volume=\"unit:0:2:0\" /><target dev=\"sda\" bus=\"scsi\" /><alias name=\"ua-data-disk1\" " +
            "/></disk>"));
    }

    [TestCase("kvm", "kvm", "host-passthrough")]
    [TestCase("tcg", "qemu", "maximum")]
    public void The_accelerator_is_the_domains_type(string accelerator, string type, string cpu)
    {
        var domain = Domain(LunUse.Emulated, new LunPath("/dev/disk/by-path/x-lun-0"), accelerator).ToXml();

        Assert.That(domain.Attribute("type")!.Value, Is.EqualTo(type));
        Assert.That(domain.Element("cpu")!.Attribute("mode")!.Value, Is.EqualTo(cpu));
    }

    [Test]
    public void A_domain_that_moves_to_another_QEMU_has_a_versioned_machine_type_and_a_named_model()
    {
        var description = Domain(LunUse.Emulated, new LunPath("/dev/disk/by-path/x-lun-0")) with
        {
            MachineType = "pc-q35-7.2",
            CpuModel = "Westmere",
        };

        var domain = description.ToXml();

        Assert.That(domain.Element("os")!.Element("type")!.Attribute("machine")!.Value, Is.EqualTo("pc-q35-7.2"));
        Assert.That(domain.Element("cpu")!.ToString(SaveOptions.DisableFormatting), Is.EqualTo(
            "<cpu mode=\"custom\" match=\"exact\" check=\"none\"><model fallback=\"forbid\">Westmere</model></cpu>"));
    }

    [Test]
    public void The_serial_port_and_a_second_monitor_are_sockets_of_the_directory()
    {
        var domain = Domain(LunUse.Emulated, new LunPath("/dev/disk/by-path/x-lun-0")).ToXml();

        Assert.That(
            domain.Element("devices")!.Element("serial")!.Element("source")!.Attribute("path")!.Value,
            Is.EqualTo("/var/tmp/1/serial.sock"));
        Assert.That(
            domain.Elements().Last().Elements().Select(argument => argument.Attribute("value")!.Value),
            Is.EqualTo(new[]
            {
                "-chardev", "socket,id=testharness,path=/var/tmp/1/qmp.sock,server=on,wait=off",
                "-mon", "chardev=testharness,mode=control",
            }));
    }
}
