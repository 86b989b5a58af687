using System.Xml.Linq;
using TestHarness.Domains;

namespace TestHarness.Devices.Vfio;

/// <summary>
/// A NIC of a libvirt domain: a virtio NIC on a bridge, which stays (persistent), and a VF, which libvirt unplugs for a migration
/// (transient).
/// </summary>
/// <param name="Mac">The MAC address of the virtio NIC and of the VF, by which the guest's kernel pairs them.</param>
/// <param name="Standby">The alias of the virtio NIC.</param>
/// <param name="Vf">The alias of the VF.</param>
public sealed record TeamedInterface(string Mac, string Bridge, string Standby, string Vf) : IDomainDevice
{
    /// <summary>Writes an <c>interface</c> element for the virtio NIC and one for the VF.</summary>
    public IEnumerable<XElement> ToXml() =>
    [
        Interface(
            "bridge",
            new XElement("source", new XAttribute("bridge", Bridge)),
            Standby,
            new XElement("model", new XAttribute("type", "virtio")),
            // QEMU's own back end: the kernel's would load modules.
            new XElement("driver", new XAttribute("name", "qemu")),
            new XElement("teaming", new XAttribute("type", "persistent")),
            new XElement("rom", new XAttribute("enabled", "no"))),
        Interface(
            "network",
            new XElement("source", new XAttribute("network", VfNetwork.Name)),
            Vf,
            new XElement("teaming", new XAttribute("type", "transient"), new XAttribute("persistent", Standby))),
    ];

    private XElement Interface(string type, XElement source, string alias, params XElement[] others) => new(
        "interface",
        new XAttribute("type", type),
        source,
        new XElement("mac", new XAttribute("address", Mac)),
        new XElement("alias", new XAttribute("name", alias)),
        others);
}
