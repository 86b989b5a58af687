using TestHarness.Devices.Npiv.Vhbas;

namespace TestHarness.Tests.Devices.Npiv.Vhbas;

public sealed class VhbaOutputTests
{
    [TestCase("Node device scsi_host6 created from /home/vhba.xml", "scsi_host6")]
    [TestCase("Node device scsi_host6 created from vhba.xml\n\n", "scsi_host6")]
    [TestCase("Node device 'scsi_host6' created from '/dev/stdin'", "scsi_host6")]
    [TestCase("Node device pci_10df_fe00_scsi_host_0 created from vhba.xml", "pci_10df_fe00_scsi_host_0")]
    [TestCase("Destroyed node device 'scsi_host6'", null)]
    public void Reads_which_node_device_was_created(string said, string? name) =>
        Assert.That(Vhba.ReadCreated(said), Is.EqualTo(name));
}
