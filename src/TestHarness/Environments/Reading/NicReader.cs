using TestHarness.Devices.Vfio;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Environments.Reading;

internal static class NicReader
{
    public static NicRequest? Read(YamlReading reading, YamlNode node)
    {
        if (reading.SectionOf(node, "nic") is not { } nic)
            return null;

        var (pf, network, bridge) = (nic.Required("pf", Scalars.PciAddress), nic.Required("network", Scalars.Name), nic.Required("bridge", Scalars.Name));
        nic.RefuseOtherKeys();
        return pf is null || network is null || bridge is null ? null : new NicRequest(pf, network, bridge);
    }
}
