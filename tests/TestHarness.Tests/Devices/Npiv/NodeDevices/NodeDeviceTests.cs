using System.Xml.Linq;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv.NodeDevices;

public sealed class NodeDeviceTests
{
    private static readonly WwnPair Vhba1 = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");
    private static readonly Wwn Fabric = Wwn.Parse("2001000dec9877c1");

    [Test]
    public void Reads_an_HBA_whose_last_bracket_was_lost_in_pasting() =>
        Assert.That(NodeDevice.Parse(Seed.Read("000/scsi_host4.xml")), Is.EqualTo(new NodeDevice(
            "scsi_host4", "/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4", "pci_0000_18_00_1", 4,
            new FcHostCapability(WwnPair.Parse("20000024ff370479", "21000024ff370479"), Fabric), new VportOperations(254, 0))));

    [TestCase("000/vport-assigned-host1.xml", Description = "its first line was lost in pasting")]
    [TestCase("000/dumpxml-scsi_host6.xml")]
    public void Reads_a_vHBA(string file) => Assert.That(NodeDevice.Parse(Seed.Read(file)), Is.EqualTo(new NodeDevice(
        "scsi_host6", "/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4/vport-4:0-1/host6", "scsi_host4", 6,
        new FcHostCapability(Vhba1, Fabric), null)));

    [TestCase("000/vport-assigned-host2.xml", 13, false, null)]
    [TestCase("001/scsi_host5.xml", 5, true, 164)]
    [TestCase("001/scsi_host5-old.xml", 5, true, null, Description = "libvirt before 1.0.4")]
    [TestCase("001/scsi_host3.xml", 3, false, null)]
    public void Reports_the_HBAs_that_can_have_vHBAs(string file, int number, bool can, int? most)
    {
        var device = NodeDevice.Parse(Seed.Read(file));
        Assert.That((device.Number, device.Vports is not null, device.Vports?.Max), Is.EqualTo((number, can, most)));
    }

    [Test]
    public void Reads_a_name_of_HAL() => Assert.That(
        NodeDevice.Parse(
            Seed.Read("001/scsi_host5.xml").Replace("scsi_host5", "pci_10df_fe00_scsi_host_0", StringComparison.Ordinal)).Name,
        Is.EqualTo("pci_10df_fe00_scsi_host_0"));

    [Test]
    public void A_port_in_no_fabric_has_none() => Assert.That(
        NodeDevice.Parse(Seed.Read("001/scsi_host5.xml").Replace("2001000dec9877c1", "0", StringComparison.Ordinal))
            .FibreChannel!.Fabric, Is.Null);

    [TestCase("", "Root element is missing")]
    [TestCase(
        "error: no such device",
        "found text that is not well-formed (Data at the root level is invalid. Line 1, position 1.): error: no such device; " +
        "copy it again")]
    [TestCase("<device><name>scsi_host5</name>", "found text that is not well-formed")]
    [TestCase("<pool type='scsi'/>", "expected libvirt's XML of a <device>, found a <pool>")]
    [TestCase(
        "<device><name>x</name><capability type='net'/></device>",
        "expected a node device with a <name> and a capability scsi_host")]
    [TestCase("<!DOCTYPE d [<!ENTITY e 'x'>]><device><name>&e;</name></device>", "found text that is not well-formed")]
    public void Refuses_a_device_that_is_not_a_SCSI_host(string xml, string reason) => Assert.That(
        () => NodeDevice.Parse(xml),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] ").And.Message.Contains(reason));

    [TestCase("001/vhba-generated.xml", null, "scsi_host5", "")]
    [TestCase("000/vhba.xml", "5001a4ab286a1286:5001a4a0f014c8ce", "scsi_host4", "fabric_wwn")]
    [TestCase("001/vhba.xml", "2001001b32a9da5e:2101001b32a9da5e", "scsi_host5", "name")]
    public void Writes_the_seeds_vHBAs_but_for_what_libvirt_says_itself(string file, string? wwns, string parent, string told)
    {
        var seed = XElement.Parse(Seed.Read(file));
        if (told.Length > 0)
            seed.Descendants(told).Remove();
        foreach (var empty in seed.Descendants().Where(element => !element.HasElements && element.Value.Length == 0))
            empty.RemoveNodes();
        var pair = wwns?.Split(':') is { } names ? WwnPair.Parse(names[0], names[1]) : null;
        Assert.That(XNode.DeepEquals(VhbaXml.Of(parent, pair), seed), $"{VhbaXml.Of(parent, pair)}");
    }
}
