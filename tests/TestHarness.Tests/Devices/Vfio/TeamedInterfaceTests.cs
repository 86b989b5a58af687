using System.Xml.Linq;
using TestHarness.Devices.Vfio;

namespace TestHarness.Tests.Devices.Vfio;

public sealed class TeamedInterfaceTests
{
    [Test]
    public void The_vf_is_transient_beside_a_persistent_virtio_nic_of_the_same_address()
    {
        var nics = new TeamedInterface("52:54:00:aa:bb:cc", "br0", "ua-standby1", "ua-vf1").ToXml().ToArray();

        Assert.That(nics[0].Element("teaming")!.ToString(), Is.EqualTo("<teaming type=\"persistent\" />"));
        Assert.That(nics[1].ToString(SaveOptions.DisableFormatting), Is.EqualTo(
            "<interface type=\"network\"><source network=\"testharness-vfs\" /><mac address=\"52:54:00:aa:bb:cc\" /><alias " +
            "name=\"ua-vf1\" />" +
            "<teaming type=\"transient\" persistent=\"ua-standby1\" /></interface>"));
        Assert.That(nics.Select(nic => nic.Element("mac")!.Attribute("address")!.Value).Distinct(), Has.Exactly(1).Items);
    }
}
