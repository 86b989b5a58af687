using TestHarness.Environments.Reading;

namespace TestHarness.Devices.Vfio;

/// <summary>The NICs of a host in the environment file.</summary>
internal sealed class NicSection() : HostSection("nics", "nic")
{
    internal override NicRequest? ReadItem(YamlSection item)
    {
        var pf = item.Required("pf", Scalars.PciAddress);
        var network = item.Required("network", Scalars.Name);
        var bridge = item.Required("bridge", Scalars.Name);
        return pf is null || network is null || bridge is null ? null : new NicRequest(pf, network, bridge);
    }
}
