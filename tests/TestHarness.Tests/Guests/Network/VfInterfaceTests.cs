using TestHarness.Guests;
using TestHarness.Guests.Network;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Guests.Network;

/// <summary>Interfaces of a guest's sysfs that the test has made up, looked at by a real shell.</summary>
[TestFixture]
[Parallelizable]
internal sealed class VfInterfaceTests
{
    private const string Virtio = "52:54:00:00:00:01";
    private const string Vf = "52:54:00:00:00:02";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private TemporaryDirectory _directory = null!;
    private PlantedHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        var plants = new Plants();
        plants.Show("/sys/class/net", Directory.CreateDirectory(_directory["net"]).FullName);
        plants.Show("/sys/bus/virtio/drivers", Directory.CreateDirectory(_directory["virtio"]).FullName);
        _host = new PlantedHost("guest", plants);
        foreach (var driver in new[] { "virtio/virtio_net", "igbvf" })
            Directory.CreateDirectory(_directory[driver]);
        Write("net/bond0/bonding/active_slave", "eth1");
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task A_VF_that_is_the_active_interface_of_the_bond_serves_the_guest()
    {
        Make("eth1", Vf, "igbvf", "up", "bond0");
        Assert.That(await Bond.AwaitVfAsync(Limit), Is.Null);
    }

    [Test]
    public async Task A_VF_that_carries_nothing_in_the_bond_is_a_result_with_the_active_interface()
    {
        Make("eth1", Vf, "igbvf", "down", "bond0");
        Write("net/bond0/bonding/active_slave", "eth0");
        Assert.That(
            await Bond.AwaitVfAsync(Limit),
            Is.EqualTo("the guest's bond0: eth1 (vf, operstate down) does not carry the traffic: the active interface is eth0"));
    }

    [Test]
    public async Task A_VF_of_which_the_guest_has_no_interface_is_a_result()
    {
        var none = $"there is no interface with the address {Vf} (vf)";
        Assert.That(await Bond.AwaitVfAsync(Limit), Is.EqualTo($"the guest's bond0: {none}"));
        Assert.That(await Bond.EnslaveVfAsync(Limit), Is.EqualTo($"the guest's bond0: {none}"));
        Assert.That(await Failover.AwaitVfAsync(Limit), Does.EndWith($"there is no interface with the VF's address {Virtio}"));
    }

    [Test]
    public async Task A_VF_that_does_not_serve_the_guest_is_released_as_far_as_it_is_there()
    {
        Make("eth0", Virtio, "virtio/virtio_net", "up", "bond0");
        Write("net/bond0/bonding/active_slave", "eth0");
        Assert.That(() => Bond.ReleaseVfAsync(false, Limit), Throws.Nothing);
        Assert.That(() => Bond.ReleaseVfAsync(true, Limit), Throws.Exception.With.Message.Contains($"with the address {Vf}"));
    }

    [Test]
    public async Task A_VF_of_a_failover_pair_serves_the_guest_once_it_is_up_below_the_virtio_interface()
    {
        Make("eth0", Virtio, "virtio/virtio_net", "up", null);
        Make("eth1", Virtio, "igbvf", "up", "eth0");
        Assert.That(await Failover.AwaitVfAsync(Limit), Is.Null);

        Write("net/eth1/operstate", "down");
        Assert.That(
            await Failover.AwaitVfAsync(Limit),
            Does.Contain("the VF's interface eth1 does not carry the traffic: its operstate is down, its master "));
    }

    private BondInterface Bond => new(new HostShell(_host), "bond0", Virtio, Vf);

    private FailoverInterface Failover => new(new HostShell(_host), Virtio);

    private void Make(string name, string mac, string driver, string state, string? master)
    {
        Write($"net/{name}/address", mac);
        Write($"net/{name}/operstate", state);
        Directory.CreateDirectory(_directory[$"net/{name}/device"]);
        Directory.CreateSymbolicLink(_directory[$"net/{name}/device/driver"], _directory[driver]);
        if (master is not null)
            Directory.CreateSymbolicLink(_directory[$"net/{name}/master"], _directory[$"net/{master}"]);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[path])!);
        File.WriteAllText(_directory[path], $"{text}\n");
    }
}
