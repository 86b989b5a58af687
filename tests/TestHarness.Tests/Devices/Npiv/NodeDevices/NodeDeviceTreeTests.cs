using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv.NodeDevices;

public sealed class NodeDeviceTreeTests
{
    private const string Wwid = "600a0b80005b5dd40000d4d65398f3e4";

    // Recorded on libvirt 11.3.0.
    private const string Recorded = """
        computer
          |
          +- net_lo_00_00_00_00_00_00
          +- pci_0000_00_15_0
          |   |
          |   +- scsi_host0
          |       |
          |       +- scsi_target0_0_0
          |           |
          |           +- scsi_0_0_0_0
          |               |
          |               +- block_sda_35000c500a1b2c3d4
          |               +- scsi_generic_sg0
          |                 
          +- pci_0000_00_1f_0
            

        """;

    [TestCase("000/tree-host1.txt", 6, "sdc")]
    [TestCase("000/tree-host2.txt", 11, "sdh")]
    public void Finds_the_LUN_and_units_without_a_disk_below_the_vHBA(string file, int host, string block)
    {
        var tree = NodeDeviceTree.Parse(Seed.Read(file));
        Assert.That(
            TreeLuns.Of(host, tree).Select(lun => (lun.Address.ToString(), lun.Block, lun.Wwid?.Name)),
            Is.EqualTo(((string, string?, string?)[])[
                ($"{host}:0:0:0", null, null), ($"{host}:0:1:0", null, null), ($"{host}:0:2:0", block, Wwid)]));
        Assert.That(TreeLuns.Of(4, tree), Is.Empty, "the HBA has none of its own");
        Assert.That(tree.Single(branch => branch.Name == $"scsi_host{host}").Ancestors.Select(branch => branch.Name), Is.EqualTo(
            ["scsi_host4", "pci_0000_18_00_1", "pci_0000_00_09_0"]));
    }

    [Test]
    public void Reads_a_tree_whose_columns_a_mail_has_run_together()
    {
        var tree = NodeDeviceTree.Parse(Seed.Read("001/tree.txt"));
        Assert.That(
            TreeLuns.Of(5, tree).Select(lun => (lun.Address.ToString(), lun.Block, lun.Wwid?.Name)),
            Is.EqualTo(((string, string?, string?)[])[
                ("5:0:0:0", null, null), ("5:0:1:0", null, null), ("5:0:2:0", "sdb", "600a0b80005adb0b0000ab2d4cae9254"),
                ("5:0:3:0", null, null)]));
        Assert.That(tree.Single(branch => branch.Name == "scsi_host4").Parent!.Name, Is.EqualTo("pci_0000_04_00_0"));
        Assert.That(tree.Single(branch => branch.Name == "scsi_host5").Parent!.Name, Is.EqualTo("pci_0000_04_00_1"));
        Assert.That(TreeLuns.Of(7, tree), Is.Empty);
    }

    [Test]
    public void Reads_what_libvirt_prints_today()
    {
        var tree = NodeDeviceTree.Parse(Recorded);
        Assert.That(tree, Has.Length.EqualTo(8));
        Assert.That(TreeLuns.Of(0, tree).Single().ToString(), Is.EqualTo("sda (5000c500a1b2c3d4)"));
        Assert.That(tree[^1].Parent, Is.Null);
    }

    [Test]
    public void A_remote_port_between_host_and_target_changes_nothing()
    {
        const string Tree = """
            computer
              |
              +- scsi_host8
                  |
                  +- fc_remote_port_rport_8_0_0
                      |
                      +- scsi_target8_0_0
                          |
                          +- scsi_8_0_0_0
                              |
                              +- block_sdb_1ATA_odd
            """;
        var lun = TreeLuns.Of(8, NodeDeviceTree.Parse(Tree)).Single();
        Assert.That((lun.Block, lun.Wwid), Is.EqualTo(("sdb", (object?)null)));
    }

    [Test]
    public void Refuses_a_text_that_is_not_a_tree() => Assert.That(
        () => NodeDeviceTree.Parse("computer\n  |\nscsi_host1\n"),
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            "[preflight] 'virsh nodedev-list --tree' was expected to print branches ('+- scsi_host5'), found: scsi_host1"));
}
