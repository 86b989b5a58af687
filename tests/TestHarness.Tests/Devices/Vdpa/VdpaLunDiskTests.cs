using TestHarness.Devices.Vdpa;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Vdpa;

/// <summary>The disks of two hosts, of which the tests say what is behind them.</summary>
[TestFixture]
internal sealed class VdpaLunDiskTests
{
    private const string Naa = "naa.5000c500a1b2c3d4";

    private readonly Dictionary<string, string> _behind = [];

    private TemporaryDirectory _folder = null!;
    private PlantedHost _host1 = null!;
    private PlantedHost _host2 = null!;
    private IHostProcess? _daemon;
    private string? _bound;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryDirectory();
        foreach (var file in new[] { "lun", "vhost-vdpa-0" })
            File.WriteAllText(_folder[file], "");
        (_daemon, _bound) = (null, $"vhost_vdpa - {_folder["vhost-vdpa-0"]}\n");
        (_behind["host1"], _behind["host2"]) = ("sda", "sdb");
        var plants = new Plants();
        plants.Answer(
            "device=/sys/bus/vdpa/devices/$1\n",
            () => _bound ?? throw new HarnessException(FailureClass.Provision, "there is no vdpa1"));
        plants.Answer("/dev/vduse/$1", host => $"/dev/{_behind[host]}\n");
        plants.Answer("/sys/block/*", host =>
            $">/dev/{_behind[host]}\nsda 2048 8:0 2:0:0:0 {Naa}\nsdb 2048 8:0 2:0:0:0 {Naa}\nsdc 2048 8:0 2:0:0:0 {Naa}5\n");
        (_host1, _host2) = (new PlantedHost("host1", plants), new PlantedHost("host2", plants));
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        await _host1.DisposeAsync();
        await _host2.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task The_same_LUN_by_another_name_is_where_the_guests_data_is() => Assert.That(
        await MatchAsync(),
        Is.EqualTo(
            "behind vdpa0 of host1 is /dev/sda with WWID 5000c500a1b2c3d4, " +
            "behind vdpa1 of host2 is /dev/sdb with WWID 5000c500a1b2c3d4"));

    [TestCase("sdc", "/dev/sdc with WWID 5000c500a1b2c3d45")]
    [TestCase("vda", "/dev/vda, which has no WWID")]
    public async Task Another_disk_is_refused_with_both_identities(string behind, string found)
    {
        _behind["host2"] = behind;

        Assert.That(await RefusalAsync(), Does.StartWith(
            "[preflight] the guest cannot be migrated to vdpa1 of host2, where its data is not: behind vdpa0 of host1 is " +
            $"/dev/sda with WWID 5000c500a1b2c3d4, behind vdpa1 of host2 is {found}; "));
    }

    [Test]
    public async Task A_busy_device_is_refused_with_its_holder()
    {
        await using var holder = new FileStream(_folder["vhost-vdpa-0"], FileMode.Open, FileAccess.ReadWrite);

        Assert.That(await RefusalAsync(), Does.Match(
            @"^\[preflight\] the guest cannot be migrated to vdpa1 of host2: vdpa1 is busy: " +
            $@".* pid {Environment.ProcessId}\b.*; end"));
    }

    [Test]
    public async Task A_missing_device_is_refused()
    {
        _bound = null;

        Assert.That(
            await RefusalAsync(),
            Does.StartWith("[preflight] the guest cannot be migrated to vdpa1 of host2: vdpa1 had driver ")
                .And.EndWith(", now: there is no vdpa1"));
    }

    [Test]
    public void A_guest_that_leaves_another_kind_of_disk_is_refused() => Assert.That(
        () => Disk("vdpa1", _host2).MatchAsync(_host2, Lun, _host1),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] ").And.Message.Contains("found lun0 ("));

    [Test]
    public async Task The_daemons_of_the_hosts_may_write_to_the_LUN()
    {
        await StartDaemonAsync();

        var report = await CheckWritersAsync();

        Assert.That(report.Findings, Is.Empty);
        var unmade = report.NotChecked.Single(check => check.IsInapplicable);
        Assert.That(unmade.Title, Is.EqualTo("single writer of LUN lun0"));
    }

    [Test]
    public async Task Another_process_that_may_write_to_the_LUN_is_a_finding()
    {
        await StartDaemonAsync();
        await using var writer = new FileStream(_folder["lun"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        var finding = (await CheckWritersAsync()).Findings.Single();

        Assert.That((finding.Check, finding.Where), Is.EqualTo((HealthCheck.SingleWriter, "host1")));
        Assert.That(
            finding.Message,
            Does.Contain(
                $"(process {Environment.ProcessId}) holds LUN lun0 ({_folder["lun"]}) open for writing beside the daemon"));
    }

    private Task<string?> MatchAsync() => Disk("vdpa1", _host2).MatchAsync(_host2, Disk("vdpa0", _host1), _host1);

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<HarnessException>(MatchAsync))!.Message;

    private Task<HealthReport> CheckWritersAsync()
    {
        var disk = Disk("vdpa0", _host1);
        return VdpaLunWriters.CheckAsync(_host1, disk.Lun, disk.Exports, CancellationToken.None);
    }

    private async Task StartDaemonAsync()
    {
        _daemon = await _host1.StartAsync(
            Command.Shell("exec 3<> \"$1/lun\" && touch \"$1/opened\" && exec sleep 300", _folder.Path));
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(_folder["opened"]))
            await Task.Delay(10, bound.Token);
    }

    private VdpaLunDisk Disk(string name, IHost host)
    {
        var device = new VdpaDevice(VdpaDeviceName.Parse(name), _folder["vhost-vdpa-0"], "vduse", "vhost_vdpa");
        var backend = new VdpaBackend(host, "vduse", [device], _daemon);
        return new VdpaLunDisk(backend, device, Lun, [backend]);
    }

    private SharedLun Lun => new("lun0", _folder["lun"], 1 << 20);
}
