using NUnit.Framework.Constraints;
using TestHarness.Devices.Npiv.Luns;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Storage;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Storage;

/// <summary>A LUN is looked for among block devices that the test has made up, as sysfs shows them.</summary>
[TestFixture]
internal sealed class LunSearchTests
{
    private const string Naa = "naa.600a0b8000123456000000005e1b2c3d";
    private const string Other = "naa.5000c500a1b2c3d4";
    private static readonly DeviceLun Lun = new("lun0", Naa);
    private static readonly FcLun BehindVhba = new("fc0", Naa);

    private TemporaryDirectory _directory = null!;
    private Plants _plants = null!;
    private PlantedHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _plants = new Plants();
        _plants.Show("/sys/block", Directory.CreateDirectory(_directory["block"]).FullName);
        _host = new PlantedHost("host1", _plants);
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Test]
    public async Task A_disk_is_found_by_its_WWID_whatever_its_name()
    {
        Make("loop0", "0");
        Make("sda", "100", ("device/wwid", "naa.5000c500a1b2c3d4"));
        Make("sdb", "2048", ("device/wwid", Naa));

        var lun = await FindAsync();

        Assert.That((lun.Name, lun.Path, lun.Size, lun.Device), Is.EqualTo(
            ("lun0", "/dev/sdb", 2048L * 512, new LunIdentity(Lun, Wwid.Of(Naa), "8:98", 2))));
        Assert.That(lun.IsDevice);
        Assert.That(new SharedLun("lun0", "a file", 1).IsDevice, Is.False);
    }

    [Test]
    public async Task A_namespace_of_NVMe_is_found()
    {
        Make("nvme0n1", "8", ("wwid", "eui.0025385b71b0a1b2"));
        Assert.That(
            (await LunDevice.FindAsync(_host, new DeviceLun("lun0", "0025385b71b0a1b2"))).Path, Is.EqualTo("/dev/nvme0n1"));
    }

    [Test]
    public async Task The_multipath_map_is_taken_and_not_one_of_its_paths()
    {
        Make("dm-3", "2048", ("dm/uuid", $"mpath-3{Naa["naa.".Length..]}"));
        Make("sda", "2048", ("device/wwid", Naa));
        Make("a-disk-before-it", "2048", ("device/wwid", Naa));
        Assert.That((await FindAsync()).Path, Is.EqualTo("/dev/dm-3"));
    }

    [Test]
    public async Task A_path_that_the_environment_gives_is_kept_and_is_that_device()
    {
        Make("sda", "8", ("device/wwid", Other));
        Make("sdb", "2048", ("device/wwid", Naa));
        var lun = await LunDevice.FindAsync(_host, Lun with { Path = LinkTo("/dev/sdb") });
        Assert.That((lun.Path, lun.Size, lun.Device!.Number), Is.EqualTo((_directory["its-own"], 2048L * 512, "8:98")));
    }

    [Test]
    public void A_path_to_a_device_of_another_WWID_is_refused()
    {
        Make("sda", "8", ("device/wwid", Other));
        Make("sdb", "2048", ("device/wwid", Naa));
        Assert.That(
            () => LunDevice.FindAsync(_host, Lun with { Path = LinkTo("/dev/sda") }), RefusedPath($"it leads to sda ({Other})"));
    }

    [TestCase("/dev/sdb1")]
    [TestCase("/dev/volume")]
    public void A_path_to_no_device_with_a_WWID_is_refused(string target)
    {
        Make("sdb", "2048", ("device/wwid", Naa));
        Assert.That(
            () => LunDevice.FindAsync(_host, Lun with { Path = LinkTo(target) }),
            RefusedPath($"it leads to {target}, which is not a whole block device with a WWID"));
    }

    [Test]
    public void A_path_that_is_not_there_is_refused()
    {
        Make("sdb", "2048", ("device/wwid", Naa));
        Assert.That(
            () => LunDevice.FindAsync(_host, Lun with { Path = _directory["none/its-own"] }),
            Throws.TypeOf<HarnessException>().With.Message.Contains("but there is no such path"));
    }

    [Test]
    public async Task A_device_is_known_by_its_WWID_its_number_and_its_SCSI_host()
    {
        Make("sdb", "2048", ("device/wwid", Naa));
        Make("nvme0n1", "8", ("wwid", "eui.0025385b71b0a1b2"));
        var namespaceOfNvme = await LunDevice.FindAsync(_host, new DeviceLun("lun0", "0025385b71b0a1b2"));
        Assert.That(
            ((await FindAsync()).Device!.ToString(), namespaceOfNvme.Device!.ToString()),
            Is.EqualTo((
                "WWID 600a0b8000123456000000005e1b2c3d, device number 8:98, SCSI host 2",
                "WWID 0025385b71b0a1b2, device number 8:49, no single SCSI host")));
    }

    [Test]
    public async Task A_name_that_leads_to_another_LUN_now_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        Make("sdb", "2048", ("device/wwid", Other));
        var found = await LunDevice.FindAsync(_host, Lun with { Path = LinkTo("/dev/sda") });
        LinkTo("/dev/sdb");
        Assert.That(
            await FindingAsync(found),
            Does.Contain($"and now: LUN lun0: expected {found.Path} on host1 ").And.Contain($"it leads to sdb ({Other})"));
    }

    /// <summary>A vHBA takes a name in by-path over from its HBA: only number and SCSI host tell the two disks apart.</summary>
    [Test]
    public async Task A_name_that_leads_to_the_disk_of_another_SCSI_host_now_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        Make("sdb", "2048", "4:0:0:0", ("device/wwid", Naa));
        var found = await LunDevice.FindAsync(_host, Lun with { Path = LinkTo("/dev/sda") });
        LinkTo("/dev/sdb");
        Assert.That(
            await FindingAsync(found),
            Does.Contain("device number 8:97, SCSI host 2), and is of 1048576 bytes (").And.EndWith("8:98, SCSI host 4)"));
    }

    [Test]
    public async Task A_device_that_was_found_again_under_its_old_name_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Directory.Delete(_directory["block/sda"], recursive: true);
        Make("sda", "2048", "5:0:0:0", ("device/wwid", Naa));
        Assert.That(await FindingAsync(found), Does.EndWith("device number 8:97, SCSI host 5)"));
    }

    [Test]
    public async Task A_second_device_of_the_same_WWID_is_not_taken_for_the_first()
    {
        Make("sdb", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Make("sda", "2048", "4:0:0:0", ("device/wwid", Naa));
        Assert.That((await found.CheckAsync(_host)).Findings, Is.Empty);
    }

    [Test]
    public async Task A_LUN_behind_a_vHBA_whose_name_its_HBA_has_is_found_by_its_SCSI_host()
    {
        Make("sda", "2048", "4:0:0:0", ("device/wwid", Naa));
        Make("sdb", "2048", "6:0:0:0", ("device/wwid", Naa));
        Assert.That(await Behind("/dev/sdb").FindDiskAsync(_host, BehindVhba), Has.Property("Note").Null
            .And.Property("Path").EqualTo(_directory["its-own"]).And.Property("Device").Property("ScsiHost").EqualTo(6));

        var disk = await Behind("/dev/sda").FindDiskAsync(_host, BehindVhba);

        Assert.That((disk.Path, disk.Device!.ScsiHost, disk.Device.Number), Is.EqualTo(("/dev/sdb", (int?)6, "8:98")));
        Assert.That(disk.Note, Is.EqualTo(
            $"{_directory["its-own"]} leads to sda of SCSI host 4, so that the LUN is opened as /dev/sdb of SCSI host 6"));
        Assert.That((await (disk with { Path = LinkTo("/dev/sdb") }).CheckAsync(_host)).Findings, Is.Empty);
    }

    [Test]
    public void A_LUN_that_the_vHBA_s_SCSI_host_does_not_have_is_refused()
    {
        Make("sda", "2048", "4:0:0:0", ("device/wwid", Naa));
        Make("sdb", "2048", "6:0:0:0", ("device/wwid", Other));
        Assert.That(
            () => Behind("/dev/sda").FindDiskAsync(_host, BehindVhba),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                $"[preflight] LUN fc0: expected a block device with WWID {Naa} of SCSI host 6 on host1, found none: "
                + $"{_directory["its-own"]} leads to sda of SCSI host 4; devices with a WWID: sda ({Naa}), sdb ({Other})"));
    }

    [Test]
    public void A_name_of_a_vHBA_s_LUN_that_leads_to_another_LUN_is_refused()
    {
        Make("sda", "2048", "4:0:0:0", ("device/wwid", Other));
        Make("sdb", "2048", "6:0:0:0", ("device/wwid", Naa));
        Assert.That(
            () => Behind("/dev/sda").FindDiskAsync(_host, BehindVhba),
            Throws.TypeOf<HarnessException>().With.Message.Contains($"but it leads to sda ({Other})"));
    }

    [Test]
    public async Task A_host_that_cannot_be_asked_is_not_a_host_with_another_LUN()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        _plants.Change("/sys/block", command => Plants.Copy(command, "false", []));
        Assert.That(() => found.CheckAsync(_host), Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] "));
    }

    [Test]
    public void A_WWID_that_no_device_has_is_refused_with_those_that_are_there()
    {
        Make("sda", "8", ("device/wwid", "naa.5000c500a1b2c3d4"));
        Make("sdb", "8", ("device/wwid", "naa.5000c500a1b2c3d5"));
        Assert.That(FindAsync, Refused("sda (naa.5000c500a1b2c3d4), sdb (naa.5000c500a1b2c3d5)"));
    }

    [Test]
    public void A_host_without_a_device_that_has_a_WWID_says_so()
    {
        Make("loop0", "8");
        Assert.That(FindAsync, Refused("none with a WWID"));
    }

    [Test]
    public async Task A_LUN_that_is_the_same_device_is_well()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var report = await (await FindAsync()).CheckAsync(_host);
        Assert.That(report.IsHealthy && report.Findings.IsEmpty);
    }

    [Test]
    public async Task A_LUN_that_is_another_device_now_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Directory.Move(_directory["block/sda"], _directory["block/sdc"]);
        Assert.That(await FindingAsync(found), Does.Contain(
            $"and now: LUN lun0: expected /dev/sda on host1 to be a block device with WWID {Naa}, but it leads to /dev/sda, ")
            .And.Contain($"devices with a WWID: sdc ({Naa});"));
    }

    [Test]
    public async Task A_LUN_that_has_another_size_now_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Make("sda", "4096");
        Assert.That(
            await FindingAsync(found),
            Does.StartWith("LUN lun0 was /dev/sda of 1048576 bytes (WWID ").And.Contain("), and is of 2097152 bytes (WWID "));
    }

    [Test]
    public async Task A_LUN_that_is_gone_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Directory.Delete(_directory["block/sda"], recursive: true);
        Assert.That(
            await FindingAsync(found),
            Does.StartWith("LUN lun0 was /dev/sda of 1048576 bytes (WWID ").And.Contain("devices with a WWID: none;"));
    }

    private void Make(string device, string sectors, params (string File, string Text)[] files) =>
        Make(device, sectors, "2:0:0:0", files);

    /// <param name="address">Where a SCSI disk is; each name has a device number of its own, 8:97 for sda.</param>
    private void Make(string device, string sectors, string address, params (string File, string Text)[] files)
    {
        if (files.Any(file => file.File == "device/wwid") && !Directory.Exists(_directory[$"block/{device}"]))
        {
            var scsi = Directory.CreateDirectory(_directory[$"scsi/{device}/{address}"]).FullName;
            Directory.CreateDirectory(_directory[$"block/{device}"]);
            Directory.CreateSymbolicLink(_directory[$"block/{device}/device"], scsi);
        }

        foreach (var (file, text) in files.Append(("size", sectors)).Append(("dev", $"8:{(int)device[^1]}")))
        {
            var path = _directory[$"block/{device}/{file}"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"{text}\n");
        }
    }

    private string LinkTo(string target)
    {
        File.Delete(_directory["its-own"]);
        return File.CreateSymbolicLink(_directory["its-own"], target).FullName;
    }

    /// <summary>The LUN of SCSI host 6, whose name leads to a device.</summary>
    private ScsiLun Behind(string target) =>
        new(ScsiAddress.Parse("6:0:0:0")!.Value, "sdb", Wwid.Of(Naa), LinkTo(target), 2048 * 512);

    private Task<SharedLun> FindAsync() => LunDevice.FindAsync(_host, Lun);

    private async Task<string> FindingAsync(SharedLun lun)
    {
        var finding = (await lun.CheckAsync(_host)).Findings.Single();
        Assert.That(
            (finding.Check, finding.Where, finding.Severity),
            Is.EqualTo((HealthCheck.LunIdentity, "host1", HealthSeverity.Critical)));
        return finding.Message;
    }

    private static EqualStringConstraint Refused(string found) =>
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            $"[preflight] LUN lun0 is not visible on host1: expected a block device with WWID {Naa}, found {found}");

    private EqualStringConstraint RefusedPath(string leads) =>
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            $"[preflight] LUN lun0: expected {_directory["its-own"]} on host1 to be a block device with WWID {Naa}, " +
            $"but {leads}; " +
            $"devices with a WWID: {Devices()}; correct the path or the WWID, or leave the path out");

    private string Devices() => string.Join(
        ", ",
        Directory.GetDirectories(_directory["block"]).Order().Select(
            device => $"{Path.GetFileName(device)} ({File.ReadAllText($"{device}/device/wwid").Trim()})"));
}
