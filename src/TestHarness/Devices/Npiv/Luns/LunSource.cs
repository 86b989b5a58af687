using System.Xml.Linq;

namespace TestHarness.Devices.Npiv.Luns;

/// <summary>The place where libvirt finds a LUN.</summary>
public abstract record LunSource
{
    /// <summary>Writes the <c>source</c> element of a disk.</summary>
    public abstract XElement ToXml();
}
