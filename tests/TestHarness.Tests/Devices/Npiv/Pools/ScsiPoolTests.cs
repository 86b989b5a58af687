using System.Xml.Linq;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Npiv.Pools;

public sealed class ScsiPoolTests
{
    private static readonly Guid Uuid = new("e9392370-2917-565e-692b-d057f46512d6");

    // As libvirt 11.3.0 prints it.
    private const string Info = """
        Name:           fc-pool
        UUID:           e9392370-2917-565e-692b-d057f46512d6
        State:          running
        Persistent:     yes
        Autostart:      no
        Capacity:       0.00 B
        Allocation:     0.00 B
        Available:      0.00 B
        """;

    [Test]
    public void Reads_the_pools_of_vHBAs()
    {
        Assert.That(ScsiPool.Parse(Seed.Read("000/fc-pool.xml")), Is.EqualTo(
            new ScsiPool(
                PoolName.Parse("fc-pool"),
                new FcHostAdapter(WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce"), new ParentName("scsi_host4")))));
        var pool = ScsiPool.Parse(Seed.Read("001/poolvhba0.xml"));
        Assert.That(pool, Is.EqualTo(new ScsiPool(
            PoolName.Parse("poolvhba0"),
            new FcHostAdapter(WwnPair.Parse("20000000c9831b4b", "10000000c9831b4b"), new ParentName("scsi_host5")),
            Uuid)));
        Assert.That(pool.Warning, Is.Null);
    }

    [Test]
    public void Warns_of_an_adapter_that_is_named_by_its_number()
    {
        var pool = ScsiPool.Parse(Seed.Read("001/poolhba0.xml"));
        Assert.That(pool, Is.EqualTo(new ScsiPool(PoolName.Parse("poolhba0"), new NumberedAdapter("host0"), Uuid)));
        Assert.That(pool.Warning, Does.StartWith("pool poolhba0 names its adapter host0, and a SCSI host's number is unstable"));
        Assert.That(ScsiPool.Parse(pool.ToXml().ToString()), Is.EqualTo(pool));
    }

    [TestCase("000/fc-pool.xml")]
    [TestCase("001/poolvhba0.xml")]
    public void Writes_the_seeds_pools_but_for_the_permissions(string file)
    {
        var seed = XElement.Parse(Seed.Read(file));
        seed.Descendants("permissions").Remove();
        Assert.That(
            ScsiPool.Parse(Seed.Read(file)).ToXml().ToString(),
            Is.EqualTo(XElement.Parse(seed.ToString(SaveOptions.DisableFormatting)).ToString()).IgnoreWhiteSpace);
    }

    [Test]
    public void Writes_whether_libvirt_manages_the_vHBA_and_no_parent_where_libvirt_is_to_choose()
    {
        var pool = new ScsiPool(
            PoolName.Parse("p"), new FcHostAdapter(WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce"), Managed: true), Uuid);
        Assert.That(pool.ToXml().Descendants("adapter").Single().ToString(), Is.EqualTo(
            """<adapter type="fc_host" managed="yes" wwnn="5001a4ab286a1286" wwpn="5001a4a0f014c8ce" />"""));
        Assert.That(ScsiPool.Parse(pool.ToXml().ToString()), Is.EqualTo(pool));
    }

    [TestCase(
        "parent_wwnn='20000090fa1b0001' parent_wwpn='10000090fa1b0001'", "of WWNN 20000090fa1b0001 and WWPN 10000090fa1b0001")]
    [TestCase("parent_fabric_wwn='2001000dec9800c1'", "in the fabric of WWN 2001000dec9800c1")]
    public void Keeps_a_parent_that_is_named_by_its_WWNs(string attributes, string parent)
    {
        var pool = ScsiPool.Parse(WithParent(attributes));
        Assert.That($"{((FcHostAdapter)pool.Adapter).Parent}", Is.EqualTo(parent));
        Assert.That(pool.ToXml().Descendants("adapter").Single().ToString(), Does.Contain(attributes.Replace('\'', '"')));
        Assert.That(ScsiPool.Parse(pool.ToXml().ToString()), Is.EqualTo(pool));
    }

    [TestCase("parent_wwpn='10000090fa1b0001'", "expected a World Wide Name")]
    [TestCase("parent='scsi_host4' parent_fabric_wwn='2001000dec9800c1'", "expected the parent of an <adapter> by parent, ")]
    public void Refuses_a_parent_that_is_named_by_half_or_twice(string attributes, string reason) => Assert.That(
        () => ScsiPool.Parse(WithParent(attributes)),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[config] {reason}"));

    private static string WithParent(string attributes) =>
        "<pool type='scsi'><name>p</name><source>" +
        $"<adapter type='fc_host' {attributes} wwnn='5001a4a000000001' wwpn='5001a4a000000002'/></source></pool>";

    [TestCase("<pool type='dir'><name>p</name></pool>", "expected a <pool type='scsi'> with a <name>")]
    [TestCase(
        "<pool type='scsi'><name>p</name><source><adapter type='fc_host' wwnn='5001a4ab286a1286'/></source></pool>",
        "expected a World Wide Name")]
    [TestCase("<pool type='scsi'><name>p</name><source><adapter/></source></pool>", "expected an <adapter> of type fc_host")]
    public void Refuses_a_pool_that_is_not_a_scsi_pool(string xml, string reason) =>
        Assert.That(() => ScsiPool.Parse(xml), Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[config] {reason}"));

    [Test]
    public void Reads_the_state_of_a_pool()
    {
        Assert.That(PoolInfo.Parse(Info), Is.EqualTo(new PoolInfo("fc-pool", Uuid, true, true, false)));
        Assert.That(
            () => PoolInfo.Parse("Name: x"),
            Throws.TypeOf<HarnessException>().With.Message.Contains("'virsh pool-info' was expected"));
    }
}
