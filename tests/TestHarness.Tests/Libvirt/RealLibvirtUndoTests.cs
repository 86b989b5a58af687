using System.Xml.Linq;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Vfio;
using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Ledger;
using TestHarness.Libvirt;
using TestHarness.Qemu.Machines;
using TestHarness.Qmp;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Libvirt;

/// <summary>Undo of domains, networks and pools by a real libvirtd.</summary>
[NonParallelizable]
public sealed class RealLibvirtUndoTests
{
    private const string Nic =
        "interface=enp1s0 driver=igb vendor=0x8086 device=0x10c9 virtual=10ca distance=10 total=7 autoprobe=0\n" +
        """[{"ifname":"enp1s0"}]""";

    private PrivateLibvirt? _libvirt;
    private TemporaryDirectory _folder = null!;
    private UndoLedger _ledger = null!;
    private PlantedHost _host = null!;
    private Virsh _virsh = null!;
    private Guid _uuid;

    [OneTimeSetUp]
    public async Task StartLibvirt()
    {
        InstalledQemu.Require();
        _libvirt = await PrivateLibvirt.StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndLibvirt()
    {
        if (_libvirt is not null)
            await _libvirt.DisposeAsync();
    }

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryDirectory();
        _ledger = UndoLedger.Open(_folder["ledger"]);
        var plants = new Plants();
        plants.Answer("sriov_totalvfs", () => Nic);
        _host = _libvirt!.Host(plants);
        _virsh = new Virsh(_host);
        _uuid = Guid.NewGuid();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_domain_is_undone_and_its_undo_may_be_repeated()
    {
        var entry = await RecordDomainAsync();
        await _virsh.RunWithAsync(DomainXml("guest", _uuid), "create");
        Assert.That(await IsKnownAsync("dominfo", _uuid));

        await UndoTwiceAsync(entry);

        Assert.That(await IsKnownAsync("dominfo", _uuid), Is.False);
    }

    [Test]
    public async Task A_domain_that_libvirt_still_knows_after_its_destruction_stays_in_the_ledger()
    {
        await RecordDomainAsync();
        await _virsh.RunWithAsync(DomainXml("guest", _uuid), "create");
        await _virsh.RunWithAsync(DomainXml("guest", _uuid), "define");

        // The first undo destroys the domain, the second finds that it does not run; its definition is there after both.
        foreach (var _ in new[] { 1, 2 })
            Assert.That(
                UndoAllAsync,
                Throws.TypeOf<HarnessException>().With.Message.Contains("libvirt domain guest on host1")
                    .And.Message.EndsWith($"{_uuid} is still there"));
        Assert.That(_ledger.Pending, Has.Length.EqualTo(1));

        await _virsh.RunAsync(["undefine", $"{_uuid}"]);
        await UndoAllAsync();
        Assert.That(_ledger.Pending, Is.Empty);
    }

    [Test]
    public async Task A_domain_of_the_same_name_is_not_undone_when_a_creation_fails()
    {
        var others = Guid.NewGuid();
        await _virsh.RunWithAsync(DomainXml("guest", others), "create");

        Assert.That(
            () => Domain.StartAsync(Site(), Description("guest", _uuid)),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"already exists with uuid {others}"));
        await UndoAllAsync();

        Assert.That((_ledger.Pending.IsEmpty, await IsKnownAsync("dominfo", others)), Is.EqualTo((true, true)));
        await _virsh.RunAsync(["destroy", $"{others}"]);
    }

    [Test]
    public async Task A_network_is_undone_and_its_undo_may_be_repeated()
    {
        var entry = await _ledger.RecordAsync(
            _host, "libvirt network net", VfNetwork.Removal(_uuid), LibvirtPresence.Of("net-info", _uuid));
        await _virsh.RunWithAsync(NetworkXml("net", _uuid), "net-create");
        Assert.That(await IsKnownAsync("net-info", _uuid));

        await UndoTwiceAsync(entry);

        Assert.That(await IsKnownAsync("net-info", _uuid), Is.False);
    }

    [Test]
    public async Task A_network_that_libvirt_still_knows_after_its_destruction_stays_in_the_ledger()
    {
        await _ledger.RecordAsync(
            _host, "libvirt network net", VfNetwork.Removal(_uuid), LibvirtPresence.Of("net-info", _uuid));
        await _virsh.RunWithAsync(NetworkXml("net", _uuid), "net-define");
        await _virsh.RunAsync(["net-start", $"{_uuid}"]);

        Assert.That(
            UndoAllAsync,
            Throws.TypeOf<HarnessException>().With.Message.Contains("libvirt network net on host1")
                .And.Message.EndsWith($"{_uuid} is still there"));
        Assert.That(_ledger.Pending, Has.Length.EqualTo(1));
        await _virsh.RunAsync(["net-undefine", $"{_uuid}"]);
    }

    [Test]
    public async Task A_network_of_the_same_name_is_not_undone_when_a_creation_fails()
    {
        await _virsh.RunWithAsync(NetworkXml(VfNetwork.Name, _uuid), "net-create");

        Assert.That(
            () => VfNetwork.CreateAsync(_virsh, new LedgerScope(_ledger), "0000:01:00.0"),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"already exists with uuid {_uuid}")
                .And.Message.Not.Contains("undoing"));

        Assert.That((_ledger.Pending.IsEmpty, await IsKnownAsync("net-info", _uuid)), Is.EqualTo((true, true)));
        await _virsh.RunAsync(["net-destroy", $"{_uuid}"]);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_pool_is_undone_and_its_undo_may_be_repeated(bool runs)
    {
        var entry = await _ledger.RecordAsync(
            _host, "storage pool pool", PoolRemoval.Of(_uuid, null), LibvirtPresence.Of("pool-info", _uuid));
        await _virsh.RunWithAsync(PoolXml("pool", _uuid), "pool-define");
        if (runs)
            await _virsh.RunAsync(["pool-start", $"{_uuid}"]);

        await UndoTwiceAsync(entry);

        Assert.That(await IsKnownAsync("pool-info", _uuid), Is.False);
    }

    [Test]
    public async Task A_pool_of_the_same_name_is_not_undone_when_a_definition_fails()
    {
        await _virsh.RunWithAsync(PoolXml("pool", _uuid), "pool-define");
        await _virsh.RunAsync(["pool-start", $"{_uuid}"]);

        Assert.That(
            () => DefinePoolAsync("pool"),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"already exists with uuid {_uuid}")
                .And.Message.Not.Contains("undoing"));

        Assert.That((_ledger.Pending.IsEmpty, await IsKnownAsync("pool-info", _uuid)), Is.EqualTo((true, true)));
        Assert.That(await _virsh.LookAsync(["pool-info", $"{_uuid}"]), Does.Match("State: +running"));
        await _virsh.RunAsync(["pool-destroy", $"{_uuid}"]);
        await _virsh.RunAsync(["pool-undefine", $"{_uuid}"]);
    }

    [Test]
    public async Task A_scsi_pool_that_was_defined_is_undone()
    {
        var pool = await DefinePoolAsync("scsi-pool");
        Assert.That(await IsKnownAsync("pool-info", pool.Pool.Uuid!.Value));

        await UndoAllAsync();

        Assert.That((_ledger.Pending.IsEmpty, await IsKnownAsync("pool-info", pool.Pool.Uuid!.Value)), Is.EqualTo((true, false)));
    }

    private Task<PersistentVhba> DefinePoolAsync(string name) => PersistentVhba.DefineAsync(
        _virsh, new LedgerScope(_ledger), new ScsiPool(PoolName.Parse(name), new NumberedAdapter("host99")));

    private Task<LedgerEntry> RecordDomainAsync() => Domain.RecordAsync(Site(), Description("guest", _uuid));

    private MachineSite Site() => new(_host, _ledger, "guest", _folder.Path, QmpOptions.Default);

    private DomainDescription Description(string name, Guid uuid) => new(
        name, uuid, "/usr/bin/qemu-system-x86_64", "tcg", new BootImage("/no/kernel", "/no/initramfs", "none"), 32, 1,
        [new LunDisk(new LunPath("/dev/null"), LunUse.Emulated)], _folder.Path);

    private static XElement DomainXml(string name, Guid uuid) => XElement.Parse($"""
        <domain type='qemu'><name>{name}</name><uuid>{uuid}</uuid><memory unit='MiB'>32</memory>
          <os><type arch='x86_64' machine='q35'>hvm</type></os>
          <devices><controller type='usb' model='none'/><memballoon model='none'/></devices></domain>
        """);

    /// <summary>libvirt starts such a network without a firewall and without looking for the bridge.</summary>
    private static XElement NetworkXml(string name, Guid uuid) => XElement.Parse(
        $"<network><name>{name}</name><uuid>{uuid}</uuid><forward mode='bridge'/><bridge name='br0'/></network>");

    private XElement PoolXml(string name, Guid uuid) => XElement.Parse(
        $"<pool type='dir'><name>{name}</name><uuid>{uuid}</uuid><target><path>{_folder.Path}</path></target></pool>");

    private async Task<bool> IsKnownAsync(string info, Guid uuid) =>
        (await _host.RunAsync(new Command("virsh", "-c", "qemu:///system", info, $"{uuid}"))).Succeeded;

    private async Task UndoTwiceAsync(LedgerEntry entry)
    {
        await UndoAllAsync();
        Assert.That(_ledger.Pending, Is.Empty);
        Assert.That(await _ledger.UndoAsync(entry, _host, CancellationToken.None), Is.Null);
    }

    private Task UndoAllAsync() => _ledger.UndoAllAsync((_, _) => _host);
}
