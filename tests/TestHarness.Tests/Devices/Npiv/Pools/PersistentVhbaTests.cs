using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Hbas;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Devices.Npiv.NodeDevices;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Libvirt;

namespace TestHarness.Tests.Devices.Npiv.Pools;

internal sealed class PersistentVhbaTests : NpivLabFixture
{
    private static readonly WwnPair Wwns = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");

    [Test]
    public async Task The_vHBA_is_there_while_the_pool_runs()
    {
        var pool = await DefineAsync("fc-pool");
        Assert.That(await VportsAsync(), Is.Empty);
        await pool.StartAsync();
        Assert.That(await VportsAsync(), Is.EqualTo([Wwns.Wwpn.ToSysfs()]));
        Assert.That(await pool.InfoAsync(), Is.EqualTo(new PoolInfo("fc-pool", pool.Pool.Uuid!.Value, true, true, false)));
        await pool.RefreshAsync();
        Assert.That((await LunLookup.FindAsync(Virsh, Wwns.Wwpn, pool)).Luns, Is.Empty);

        await pool.StopAsync();
        Assert.That(await VportsAsync(), Is.Empty);
        await pool.StartWithHostAsync(true);
        Assert.That((await pool.InfoAsync()) is { StartsWithHost: true, IsRunning: false });
        await pool.StartWithHostAsync(false);
        Assert.That((await pool.InfoAsync()).StartsWithHost, Is.False);

        await pool.UndefineAsync();
        Assert.That(
            async () => await pool.InfoAsync(),
            Throws.TypeOf<HarnessException>().With.Message.Contains("Storage pool not found"));
    }

    [Test]
    public async Task The_ledger_stops_and_undefines_a_running_pool_and_removes_its_vHBA()
    {
        var pool = await DefineAsync("fc-pool");
        await pool.StartWithHostAsync(true);
        await pool.StartAsync();
        Assert.That(await Ledger.UndoAsync(Ledger.Pending[^1], Host, CancellationToken.None), Is.Null);
        Assert.That(await VportsAsync(), Is.Empty);
        Assert.That(await RunAsync("virsh -q pool-list --all --name; ls /etc/libvirt/storage/autostart"), Is.Empty);
    }

    [Test]
    public async Task A_pool_on_a_vHBA_that_was_there_is_refused_with_what_to_do_and_leaves_it_when_undone()
    {
        await Vhba.CreateAsync(Virsh, Scope, new VhbaRequest(Wwns, Hba.Name));
        var pool = await PersistentVhba.DefineAsync(
            Virsh, Scope, new ScsiPool(PoolName.Parse("fc-pool"), new FcHostAdapter(Wwns, new ParentName(Hba.Name))));
        Assert.That(
            async () => await pool.StartAsync(),
            Throws.TypeOf<HarnessException>().With.Message.Contains(
                "remove the vHBA with 'virsh nodedev-destroy 5001a4ab286a1286,5001a4a0f014c8ce', so that the pool "
                + "makes it itself"));
        Assert.That(await Ledger.UndoAsync(Ledger.Pending[^1], Host, CancellationToken.None), Is.Null);
        Assert.That(await VportsAsync(), Is.EqualTo([Wwns.Wwpn.ToSysfs()]));
    }

    [Test]
    public async Task A_name_that_another_pool_has_is_refused_and_that_pool_left_alone()
    {
        var first = await DefineAsync("fc-pool");
        Assert.That(
            async () => await PersistentVhba.DefineAsync(
                Virsh, Scope, new ScsiPool(PoolName.Parse("fc-pool"), new NumberedAdapter("host0"))),
            Throws.TypeOf<HarnessException>()
                .With.Message.StartsWith("[provision] 'virsh pool-define' on host1 exited with 1: error: ")
                .And.Message.Contains("already exists"));
        Assert.That((await first.InfoAsync()).Name, Is.EqualTo("fc-pool"));
    }

    [Test]
    public async Task A_pool_on_what_cannot_have_vHBAs_fails_with_the_words_of_libvirt()
    {
        var pool = await PersistentVhba.DefineAsync(
            Virsh, Scope, await PersistentVhba.DescribeAsync(Virsh, PoolName.Parse("fc-pool"), Wwns, "scsi_host0"));
        Assert.That(
            async () => await pool.StartAsync(),
            Throws.TypeOf<HarnessException>()
                .With.Message.Match("'virsh pool-start .*' on host1 exited with 1: error: .*scsi_host0"));
    }

    /// <summary>
    /// The LUN that every lab host has is behind a SCSI host of no Fibre Channel; libvirt makes volumes of it all the same.
    /// </summary>
    [Test]
    public async Task Three_ways_agree_on_a_LUN_that_is_there()
    {
        var number = int.Parse(await RunAsync(
            "for host in /sys/class/scsi_host/host*; do " +
            "[ ! -e \"$host\"/device/target*:0:0 ] || echo \"${host##*/host}\"; done"));
        var pool = await PersistentVhba.DefineAsync(
            Virsh, Scope, new ScsiPool(PoolName.Parse("old-pool"), new NumberedAdapter($"host{number}")));
        await pool.StartAsync();
        var volumes = VolumeList.Parse(await Virsh.LookAsync(["vol-list", "--details", "old-pool"]));
        var tree = TreeLuns.Of(number, NodeDeviceTree.Parse(await Virsh.LookAsync(["nodedev-list", "--tree"])));
        var found = new LunAgreement("host1", number, volumes, tree, await SysfsLuns.ReadAsync(Host, number)).Agree();
        Assert.That(
            found.Luns.Select(lun => (lun.Wwid.Name, lun.Size)),
            Is.EquivalentTo(new[]
            {
                ("5000c500a1b2c3d4", 1L << 30), ("5000c500a1b2c3d5", 8L << 30), ("5000c500a1b2c3d6", 1L << 30),
            }));
        Assert.That(
            found.Luns.Select(lun => (lun.Address.Volume, lun.Path)),
            Is.EquivalentTo(volumes.Select(volume => (volume.Name, volume.Path))));
    }

    private async Task<PersistentVhba> DefineAsync(string name) =>
        await PersistentVhba.DefineAsync(
            Virsh, Scope, await PersistentVhba.DescribeAsync(Virsh, PoolName.Parse(name), Wwns, Hba.Name));
}
