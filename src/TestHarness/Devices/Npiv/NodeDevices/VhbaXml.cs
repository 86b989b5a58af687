using System.Xml.Linq;

namespace TestHarness.Devices.Npiv.NodeDevices;

/// <summary>What <c>virsh nodedev-create</c> makes a vHBA of.</summary>
public static class VhbaXml
{
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
