using TestHarness.VirtualLab.Images;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Tests.Machines;

public sealed class LabHostPlanTests
{
    private static readonly LabHostImage Image = new("/image", "image1");

    [TestCase("tcg", "tcg,thread=multi,tb-size=512", "max,la57=off,erms=off,fsrm=off,fzrm=off,fsrs=off,smap=off")]
    [TestCase("kvm", "kvm", "host")]
    public void Emulates_the_fullest_processor_that_the_accelerator_has(string accelerator, string accel, string cpu)
    {
        var arguments = Plan(accelerator: accelerator).CommandLine.ToArguments();
        Assert.That(arguments[arguments.IndexOf("-accel") + 1], Is.EqualTo(accel));
        Assert.That(arguments[arguments.IndexOf("-cpu") + 1], Is.EqualTo(cpu));
    }

    [Test]
    public void Names_the_host_to_its_image()
    {
        var arguments = Plan(number: 2).CommandLine.ToArguments();
        Assert.That(arguments[arguments.IndexOf("-append") + 1], Does.EndWith(" lab.host=host2"));
        Assert.That(arguments, Has.Some.Contains("mac=52:54:00:00:02:02"));
    }

    [Test]
    public void Has_the_same_snapshot_wherever_the_lab_is() =>
        Assert.That(Plan(state: "/a").Key, Is.EqualTo(Plan(state: "/b").Key));

    [Test]
    public void Has_another_snapshot_for_whatever_changes_the_machine()
    {
        string[] keys =
        [
            Plan().Key,
            Plan(number: 2).Key,
            Plan(accelerator: "kvm").Key,
            Plan(size: new LabSize(Memory: 2048)).Key,
            Plan(size: new LabSize(Vcpus: 2)).Key,
            (Plan() with { Image = Image with { Key = "image2" } }).Snapshot.Directory,
        ];
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Leads_every_wire_to_a_socket_at_which_the_other_host_listens()
    {
        var ends = Enumerable.Range(1, LabSize.MostHosts)
            .SelectMany(number => Plan(number: number).CommandLine.Options)
            .Where(option => option.Name == "netdev" && option["type"] == "dgram" && option["id"] != "fcoe")
            .Select(option => (Local: option["local.path"], Remote: option["remote.path"]))
            .ToArray();
        Assert.That(ends, Has.Length.EqualTo(6));
        Assert.That(ends.Select(end => (end.Remote, end.Local)), Is.EquivalentTo(ends));
    }

    [Test]
    public void Leads_the_FCoE_NIC_to_the_fabric()
    {
        var link = Plan(number: 2).CommandLine.Options.Single(option => option.Name == "netdev" && option["id"] == "fcoe");
        Assert.That(
            (link["local.path"], link["remote.path"]), Is.EqualTo(("/state/host2/fcoe.sock", "/state/fabric/host2.sock")));
        Assert.That(Plan(number: 2).CommandLine.ToArguments(), Has.Some.Contains("mac=52:54:00:00:03:02,addr=0x14"));
    }

    [Test]
    public void Gives_the_hosts_of_guests_a_NIC_with_virtual_functions_behind_an_IOMMU()
    {
        Assert.That(
            Plan(number: 2).CommandLine.ToArguments(),
            Has.Some.Contains("igb,bus=guests-port,netdev=guests-igb,mac=52:54:00:00:04:02").And.Some.Contains("intel-iommu"));
        Assert.That(Plan(number: 3).CommandLine.ToArguments(), Has.None.Contains("igb"));
    }

    [Test]
    public void Gives_the_storages_disks_to_host3_alone()
    {
        Assert.That(Plan(number: 2).CommandLine.ToArguments(), Has.None.Contains("fc-lun"));
        Assert.That(
            Plan(number: 3).CommandLine.ToArguments(),
            Has.Some.Contains("/state/fc-lun-a.raw").And.Some.Contains("serial=fc-lun-b"));
    }

    [TestCase(0)]
    [TestCase(4)]
    public void Refuses_a_lab_of_no_hosts_or_more_than_three(int hosts) =>
        Assert.That(
            () => new LabSize(hosts),
            Throws.Exception.With.Message.EqualTo($"[config] a virtual lab has 1 to 3 hosts, not {hosts}"));

    private static LabHostPlan Plan(int number = 1, string accelerator = "tcg", LabSize? size = null, string state = "/state")
    {
        var paths = new LabPaths(state, "/cache");
        return new(paths, paths.Host(number), Image, size ?? new LabSize(), accelerator);
    }
}
