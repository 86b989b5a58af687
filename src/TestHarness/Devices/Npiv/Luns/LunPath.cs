using System.Xml.Linq;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>A LUN by its stable path: <c>/dev/disk/by-path/pci-0000:04:00.1-fc-0x203400a0b85ad1d7-lun-0</c>.</summary>
public sealed record LunPath(string Path) : LunSource
{
    /// <summary>Writes the <c>source</c> element with the path.</summary>
    public override XElement ToXml() => new("source", new XAttribute("dev", Path));
}
