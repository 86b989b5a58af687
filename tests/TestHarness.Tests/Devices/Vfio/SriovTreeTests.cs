using TestHarness.Devices.Vfio.Sriov;

namespace TestHarness.Tests.Devices.Vfio;

public sealed class SriovTreeTests
{
    private const string Pf =
        "interface=enp1s0 driver=igb vendor=0x8086 device=0x10c9 virtual=10ca distance=10 total=7 autoprobe=0\n";

    private const string Vfs =
        "index=1 address=0000:01:10.2 driver=vfio-pci override=vfio-pci group=12 companions= " +
        "holder=4242:qemu-system-x86 up=-\n" +
        "index=0 address=0000:01:10.0 driver=- override=- group=11 companions=0000:00:01.0/pcieport,0000:02:00.0/e1000e " +
        "holder= up=-\n";

    private const string Links =
        """[{"ifname":"enp1s0","vfinfo_list":[{"vf":0,"address":"52:54:00:aa:00:01"},{"vf":1,"mac":"00:00:00:00:00:00"}]}]""";

    [Test]
    public void Reads_a_nic_and_its_functions_in_their_order()
    {
        var nic = SriovTree.Parse("0000:01:00.0", Pf + Vfs + Links);

        Assert.That(
            (nic.Interface, nic.Driver, nic.Model, nic.VirtualModel, nic.NumaDistance, nic.TotalVfs, nic.AutoProbe),
            Is.EqualTo(("enp1s0", "igb", "8086:10c9", "8086:10ca", 10, 7, false)));
        Assert.That(
            nic.VirtualFunctions.Select(vf => (vf.Index, vf.Address, vf.Driver, vf.IommuGroup, vf.Mac)),
            Is.EqualTo(new[]
            {
                (0, "0000:01:10.0", null, 11, "52:54:00:aa:00:01"),
                (1, "0000:01:10.2", (string?)"vfio-pci", (int?)12, VirtualFunction.NoMac),
            }));
    }

    [Test]
    public void Says_why_a_function_is_not_free()
    {
        var nic = SriovTree.Parse("0000:01:00.0", Pf + Vfs + Links);

        Assert.That(
            nic.VirtualFunctions[0].WhyNotFree, Is.EqualTo("its IOMMU group 11 has 0000:02:00.0 too, with driver e1000e"));
        Assert.That(nic.VirtualFunctions[1].WhyNotFree, Is.EqualTo("process 4242 qemu-system-x86 has it"));
        Assert.That((nic.VirtualFunctions[1] with { Holder = null }).WhyNotFree, Is.Null);
        Assert.That(
            (nic.VirtualFunctions[1] with { Holder = null, UpAs = "enp1s0v1" }).WhyNotFree,
            Is.EqualTo("the host uses it as enp1s0v1"));
        Assert.That(
            (nic.VirtualFunctions[1] with { Holder = null, IommuGroup = null }).WhyNotFree, Does.Contain("intel_iommu=on"));
    }

    [Test]
    public void A_nic_without_functions_has_none() =>
        Assert.That(SriovTree.Parse("0000:01:00.0", Pf + """[{"ifname":"enp1s0"}]""").VirtualFunctions, Is.Empty);
}
