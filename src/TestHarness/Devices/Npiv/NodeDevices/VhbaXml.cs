using System.Xml.Linq;

namespace TestHarness.Devices.Npiv.NodeDevices;

/// <summary>The XML from which <c>virsh nodedev-create</c> makes a vHBA.</summary>
public static class VhbaXml
{
    /// <summary>Writes the XML.</summary>
    /// <param name="parent">The HBA's node device.</param>
    /// <param name="wwns">The vHBA's World Wide Names; null to let libvirt generate them.</param>
    public static XElement Of(string parent, WwnPair? wwns) => new(
        "device",
        new XElement("parent", parent),
        new XElement(
            "capability",
            new XAttribute("type", "scsi_host"),
            new XElement(
                "capability",
                new XAttribute("type", "fc_host"),
                wwns is null ? null : new XElement("wwnn", wwns.Wwnn),
                wwns is null ? null : new XElement("wwpn", wwns.Wwpn))));
}
