using System.Xml.Linq;

namespace TestHarness.Domains;

/// <summary>A device that libvirt gives to a guest.</summary>
public interface IDomainDevice
{
    /// <summary>Returns the device's elements for the <c>devices</c> of the domain.</summary>
    IEnumerable<XElement> ToXml();
}
