using System.Security.Cryptography;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Storage;

namespace TestHarness.Tests.Devices.Vdpa;

internal sealed class ProviderTests : LabFixture
{
    [TestCase("sim", "vdpasim_blk", true)]
    [TestCase("sim apart", "vdpasim_blk", false)]
    [TestCase("vduse", "vduse", true)]
    public async Task Makes_devices_over_one_backend_or_one_each(string provider, string managementDevice, bool shared)
    {
        var backend = await Provider(provider).CreateAsync(Host, Scope);
        Assert.That(backend.Devices.Select(device => (device.Name, device.ManagementDevice, device.Driver)), Is.EqualTo(
            Names.Select(name => (name, managementDevice, "vhost_vdpa"))));
        Assert.That(
            backend.Devices.Select(device => device.CharacterDevice), Is.Unique.And.All.Match("^/dev/vhost-vdpa-[0-9]+$"));
        Assert.That((await backend.CheckBoundAsync()).Findings, Is.Empty);
        Assert.That(
            await VdpaTool.DevicesAsync(Host),
            Has.All.Matches<VdpaDeviceInfo>(device => device is { IsBlock: true, MaxVirtqueueSize: 256 }));

        var content = RandomNumberGenerator.GetBytes(100 * 512);
        await Reader(backend.Devices[0]).OverwriteAsync(1 << 20, content);
        Assert.That(await Reader(backend.Devices[0]).ReadAsync((1 << 20) + 100, 1000), Is.EqualTo(content[100..1100]));
        Assert.That(
            await Reader(backend.Devices[1]).Sha256Async(1 << 20, content.Length),
            Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(shared ? content : new byte[content.Length]))));
    }

    /// <summary>Writes to 50 KiB of the virtual lab's LUN.</summary>
    [Test]
    public async Task A_device_with_a_LUN_behind_it_has_the_LUNs_content()
    {
        var lun = await LunDevice.FindAsync(Host, new DeviceLun("lun0", "naa.5000c500a1b2c3d4"));
        var backend = await new VduseLunProvider(Scratch, lun, Names[0]).CreateAsync(Host, Scope);
        Assert.That(await VdpaMedium.ReadAsync(Host, Names[0]), Is.EqualTo(new VdpaMedium(lun.Path, lun.Device!.Wwid)));

        var content = RandomNumberGenerator.GetBytes(100 * 512);
        await Reader(backend.Devices[0]).OverwriteAsync(1 << 20, content);
        Assert.That(await lun.ReadOn(Host).ReadAsync(1 << 20, content.Length), Is.EqualTo(content));
    }

    [TestCase("sim")]
    [TestCase("vduse")]
    public async Task New_devices_read_zeroes(string provider)
    {
        var first = await Provider(provider).CreateAsync(Host, Scope);
        await Reader(first.Devices[0]).OverwriteAsync(0, RandomNumberGenerator.GetBytes(4096));
        foreach (var entry in Ledger.Pending.Where(
            entry => entry.Description.StartsWith("vdpa device", StringComparison.Ordinal)).Reverse())
            await UndoAsync(entry);
        if (first.Daemon is { } daemon)
            await daemon.DisposeAsync();

        var second = await Provider(provider).CreateAsync(Host, Scope);
        Assert.That(await Reader(second.Devices[1]).ReadAsync(0, 4096), Is.EqualTo(new byte[4096]));
    }

    [Test]
    public async Task A_module_loaded_with_the_other_value_is_loaded_again_and_restored()
    {
        await ByAnotherAsync("modprobe vdpa_sim_blk shared_backend=0", "rmmod vdpa_sim_blk vdpa_sim vdpa");
        const string Value = "cat /sys/module/vdpa_sim_blk/parameters/shared_backend";
        await Provider("sim").CreateAsync(Host, Scope);
        Assert.That(await RunAsync(Value), Is.EqualTo("Y"));

        foreach (var entry in Ledger.Pending.Skip(2).Reverse())
            await UndoAsync(entry);
        Assert.That(await RunAsync(Value), Is.EqualTo("N"));
    }

    [Test]
    public async Task A_module_that_somebody_uses_is_left_alone()
    {
        await ByAnotherAsync(
            "modprobe vdpa_sim_blk; vdpa dev add mgmtdev vdpasim_blk name theirs", "rmmod vdpa_sim_blk vdpa_sim vdpa");
        Assert.That(
            async () => await Provider("sim").CreateAsync(Host, Scope),
            Throws.TypeOf<HarnessException>()
                .With.Message.Contains("loaded with N and used by vdpa device theirs").And.Message.Not.Contains("undoing"));
        Assert.That(await RunAsync("vdpa dev show theirs"), Does.StartWith("theirs: type block"));
    }

    [Test]
    public async Task A_device_of_that_name_is_left_alone()
    {
        var backend = await Provider("vduse").CreateAsync(Host, Scope);
        Assert.That(
            async () => await Provider("sim").CreateAsync(Host, Scope),
            Throws.TypeOf<HarnessException>()
                .With.Message.Contains("vdpa device vdpa0 is on host1 already (type block, mgmtdev vduse)"));
        Assert.That((await backend.CheckBoundAsync()).Findings, Is.Empty);
    }

    [Test]
    public async Task Takes_a_device_that_exists_from_virtio_vdpa_and_gives_it_back()
    {
        await ByAnotherAsync(
            "modprobe virtio_vdpa; modprobe vdpa_sim_blk; vdpa dev add mgmtdev vdpasim_blk name theirs",
            "rmmod vdpa_sim_blk virtio_vdpa vdpa_sim vdpa");
        var backend = await new ExistingProvider([new ExistingVdpa(VdpaDeviceName.Parse("theirs"))]).CreateAsync(Host, Scope);
        Assert.That(backend.Devices.Single().Driver, Is.EqualTo("vhost_vdpa"));

        foreach (var entry in Ledger.Pending.Skip(2).Reverse())
            await UndoAsync(entry);
        Assert.That(await RunAsync("readlink /sys/bus/vdpa/devices/theirs/driver"), Does.EndWith("/virtio_vdpa"));
    }

    [Test]
    public async Task Makes_a_device_on_a_named_management_device()
    {
        await ByAnotherAsync("modprobe vdpa_sim_blk", "rmmod vdpa_sim_blk vdpa_sim vdpa");
        var backend = await new ExistingProvider(
            [new ExistingVdpa(VdpaDeviceName.Parse("mine"), "vdpasim_blk")]).CreateAsync(Host, Scope);
        Assert.That(backend.Devices.Single().ManagementDevice, Is.EqualTo("vdpasim_blk"));
    }

    [Test]
    public void Names_the_devices_there_are_where_the_wanted_one_is_not()
    {
        Assert.That(
            async () => await new ExistingProvider([new ExistingVdpa(VdpaDeviceName.Parse("nosuch"))]).CreateAsync(Host, Scope),
            Throws.TypeOf<HarnessException>().With.Message.Contains("no vdpa device nosuch on host1; there are: none"));
        Assert.That(
            async () => await new ExistingProvider(
                [new ExistingVdpa(VdpaDeviceName.Parse("x"), "pci/0000:01:00.0")]).CreateAsync(Host, Scope),
            Throws.TypeOf<HarnessException>().With.Message.Contains("no vdpa management device pci/0000:01:00.0"));
    }

    [TestCase("sim")]
    [TestCase("vduse")]
    public async Task Nothing_is_left_when_the_connection_breaks_and_the_ledger_is_replayed(string provider)
    {
        await Provider(provider).CreateAsync(Host, Scope);
        var pending = Ledger.Pending.Length;
        await Ledger.DisposeAsync();
        await Host.DisposeAsync();

        var undone = await LedgerReplay.ReplayAsync(Ledgers, new HostFactory(), TestContext.Out.WriteLine);
        Assert.That(undone, Has.Length.EqualTo(pending));
        Reopen();
    }

    private async Task UndoAsync(LedgerEntry entry) =>
        Assert.That(await Ledger.UndoAsync(entry, Host, CancellationToken.None), Is.Null);
}
