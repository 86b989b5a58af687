using System.Collections.Immutable;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv.Hbas;

public sealed class HbaTests
{
    // As a QLogic HBA and its vHBA would be read, and a port without names.
    private const string Ports =
        "4\t/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4\t0x20000024ff370479\t0x21000024ff370479\t" +
        "Online\t0x010200\t0x2001000dec9877c1\t254\t1\t\t\tNPort (fabric via point-to-point)\n" +
        "6\t/sys/devices/pci0000:00/0000:00:09.0/0000:18:00.1/host4/vport-4:0-1/host6\t0x5001a4ab286a1286\t0x5001a4a0f014c8ce\t" +
        "Online\t0x010201\t0x2001000dec9877c1\t0\t0\tvport-4:0-1\tNo Fabric Resources\tNPIV VPORT\n" +
        "9\t/sys/devices/virtual/host9\t0x0\t0x0\tUnknown\t0x000000\t0xffffffffffffffff\t\t\t\t\t\n";

    private static readonly ImmutableArray<Hba> Both =
    [
        Of("scsi_host4", "Linkdown", most: 254, used: 0),
        Of("pci_10df_fe00_scsi_host_0", "Online", most: 16, used: 16),
    ];

    [Test]
    public void Reads_ports_and_leaves_out_what_has_no_names()
    {
        var ports = FcPorts.Parse(Ports);
        Assert.That(ports.Select(port => (port.Number, port.PortId, port.IsOnline, port.MaxVports)), Is.EqualTo(
            ((int, string, bool, int?)[])[(4, "0x010200", true, 254), (6, "0x010201", false, 0)]));
        Assert.That(ports[1].State, Is.EqualTo("port_state Online, vport_state No Fabric Resources of vport-4:0-1"));
        Assert.That(
            () => FcPorts.Parse("4\tx\n"),
            Throws.TypeOf<HarnessException>().With.Message.Contains("read as 12 fields, found: 4\tx"));
    }

    [Test]
    public void Knows_its_PCI_address_and_its_vports()
    {
        var hba = Hba.Of(NodeDevice.Parse(Seed.Read("000/scsi_host4.xml")), FcPorts.Parse(Ports)[0])!;
        Assert.That(
            (hba.PciAddress, hba.Parent, hba.MaxVports, hba.Vports, hba.PortState),
            Is.EqualTo(("0000:18:00.1", "pci_0000_18_00_1", 254, 0, "Online")));
        Assert.That(hba.ToString(), Is.EqualTo("scsi_host4 (WWPN 21000024ff370479, Online, 0 of 254 vports in use)"));
    }

    [Test]
    public void The_kernel_fills_in_facts_that_a_libvirt_before_1_0_4_leaves_out()
    {
        var device = NodeDevice.Parse(Seed.Read("001/scsi_host5-old.xml"));
        Assert.That(Hba.Of(device, null) is { MaxVports: null, HasFreeVport: true, PciAddress: "0000:04:00.1", PortState: null });
        Assert.That(Hba.Of(device, FcPorts.Parse(Ports)[0]) is { MaxVports: 254, Vports: 1 });
    }

    [TestCase("001/scsi_host3.xml")]
    [TestCase("000/dumpxml-scsi_host6.xml")]
    public void A_SCSI_host_without_vport_ops_is_not_an_HBA(string file) =>
        Assert.That(Hba.Of(NodeDevice.Parse(Seed.Read(file)), null), Is.Null);

    [Test]
    public void Reads_the_names_that_virsh_lists() =>
        Assert.That(
            HbaDiscovery.ReadNames(Seed.Read("001/cap-scsi_host.txt")),
            Is.EqualTo(Enumerable.Range(0, 6).Select(number => $"scsi_host{number}")));

    [Test]
    public void Takes_the_first_that_is_Online_with_a_free_vport_or_the_one_that_is_named()
    {
        var free = Both.Add(Of("scsi_host7", "Online", most: 16, used: 15)).Add(Of("scsi_host8", "Online", most: 16, used: 0));
        Assert.That(HbaDiscovery.Choose("host1", free, null).Name, Is.EqualTo("scsi_host7"));
        Assert.That(HbaDiscovery.Choose("host1", Both, new ParentName("scsi_host4")).Name, Is.EqualTo("scsi_host4"));
    }

    [TestCase(null, "expected an HBA that is Online and has a free vport on host1")]
    [TestCase("pci_10df_fe00_scsi_host_0", "expected HBA pci_10df_fe00_scsi_host_0 with a free vport on host1")]
    [TestCase("scsi_host5", "expected HBA scsi_host5 with a free vport on host1")]
    public void Says_what_each_HBA_lacks(string? parent, string expected) => Assert.That(
        () => HbaDiscovery.Choose("host1", Both, parent is null ? null : new ParentName(parent)),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith(
            $"[preflight] {expected}, found scsi_host4 (WWPN 21000024ff370479, Linkdown, 0 of 254 vports in use), " +
            "pci_10df_fe00_scsi_host_0 (WWPN 21000024ff370479, Online, 16 of 16 vports in use)"));

    [Test]
    public void The_survey_reports_the_offer_or_the_reason_for_none()
    {
        var free = Both.Add(Of("scsi_host7", "Online", most: 16, used: 15));
        Assert.That(NpivSurvey.Of(free).Attributes, Is.EqualTo(
            new Dictionary<string, string>
            {
                ["parent"] = "scsi_host7", ["max_vports"] = "16", ["pci"] = "0000:18:00.1", ["count"] = "1",
            }));
        Assert.That(
            NpivSurvey.Of(Both).WhyNot,
            Does.StartWith("no HBA is Online with a free vport: scsi_host4 (WWPN 21000024ff370479, Linkdown, "));
    }

    [Test]
    public void A_host_without_an_HBA_that_makes_vports_gets_the_reason()
    {
        Assert.That(
            HbaDiscovery.WhyNone("host1", FcPorts.Parse(Ports)), Does.EndWith("lists none); its driver must support NPIV"));
        Assert.That(HbaDiscovery.WhyNone("host1", []), Does.StartWith("no HBA of host1 has the capability vport_ops"));
    }

    /// <summary>IBM Z: zfcp tells the type. POWER: ibmvfc does not, and the name is IBM's.</summary>
    [TestCase("c05076e511800a10", "NPIV VPORT")]
    [TestCase("c0507606d56e0001", "")]
    public void A_port_that_is_an_NPIV_port_itself_is_reported_as_one(string wwpn, string type)
    {
        var port = FcPorts.Parse(
            $"0\t/sys/devices/css0/0.0.0010/0.0.fa00/host0\t0x{wwpn}\t0x{wwpn}\tOnline\t0x650900\t0x100000051e4f7c00" +
            $"\t\t\t\t\t{type}\n").Single();

        Assert.That(port.IsNpivPort);
        Assert.That(
            HbaDiscovery.WhyNone("host1", [port]),
            Does.Contain($": it has host0 (WWPN {wwpn}), and what is itself an NPIV port, ").And.EndWith("LUNs of kind device"));
    }

    [Test]
    public void An_HBA_and_its_vHBA_are_no_such_ports() =>
        Assert.That(FcPorts.Parse(Ports).Select(port => port.IsNpivPort), Has.All.False);

    [Test]
    public void A_parent_is_found_by_its_names_and_by_its_fabric()
    {
        var fabric = Wwn.Parse("2001000dec9800c1");
        var wwns = WwnPair.Parse("20000090fa1b0001", "10000090fa1b0001");
        var other = Of("scsi_host7", "Linkdown", most: 16, used: 0) with { Wwns = wwns };
        var all = Both.Add(other).Add(Of("scsi_host8", "Online", most: 16, used: 0) with { Fabric = fabric });
        Assert.That(HbaDiscovery.Choose("host1", all, new ParentWwns(other.Wwns)).Name, Is.EqualTo("scsi_host7"));
        Assert.That(HbaDiscovery.Choose("host1", all, new ParentFabric(fabric)).Name, Is.EqualTo("scsi_host8"));
        Assert.That(
            () => HbaDiscovery.Choose("host1", Both, new ParentFabric(fabric)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[preflight] expected HBA in the fabric of WWN 2001000dec9800c1 with a free vport on host1, found scsi_host4 "));
        Assert.That(
            () => HbaDiscovery.Choose("host1", Both, new ParentWwns(other.Wwns)),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[preflight] expected HBA of WWNN 20000090fa1b0001 and WWPN 10000090fa1b0001 with a free vport on host1"));
    }

    private static Hba Of(string name, string state, int most, int used) =>
        new(
            name, 4, WwnPair.Parse("20000024ff370479", "21000024ff370479"), null, most, used, "pci_0000_18_00_1", "0000:18:00.1",
            state);
}
