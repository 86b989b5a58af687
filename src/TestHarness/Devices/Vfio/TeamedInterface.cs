using System.Xml.Linq;
using TestHarness.Libvirt.Networks;

namespace TestHarness.Libvirt.Domains;

/// <summary>A NIC of a domain: virtio on a bridge, which stays (persistent), and a VF that is taken out for migrations (transient).</summary>
/// <param name="Mac">Of both, by which the guest's kernel pairs them.</param>
/// <param name="Standby">The virtio NIC's alias.</param>
/// <param name="Vf">The VF's.</param>
public sealed record TeamedInterface(string Mac, string Bridge, string Standby, string Vf)
{
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
