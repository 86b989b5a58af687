using NUnit.Framework.Constraints;
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
    private static readonly DeviceLun Lun = new("lun0", Naa);

    private TemporaryDirectory _directory = null!;
    private PlantedHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        var plants = new Plants();
        plants.Show("/sys/block", Directory.CreateDirectory(_directory["block"]).FullName);
        _host = new PlantedHost("host1", plants);
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

        Assert.That((lun.Name, lun.Path, lun.Size, lun.Device), Is.EqualTo(("lun0", "/dev/sdb", 2048L * 512, Lun)));
        Assert.That(lun.IsDevice);
        Assert.That(new SharedLun("lun0", "a file", 1).IsDevice, Is.False);
    }

    [Test]
    public async Task A_namespace_of_NVMe_is_found()
    {
        Make("nvme0n1", "8", ("wwid", "eui.0025385b71b0a1b2"));
        Assert.That((await LunDevice.FindAsync(_host, new DeviceLun("lun0", "0025385b71b0a1b2"))).Path, Is.EqualTo("/dev/nvme0n1"));
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
    public async Task A_path_that_the_environment_gives_is_kept()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var lun = await LunDevice.FindAsync(_host, Lun with { Path = "/dev/disk/by-id/its-own" });
        Assert.That(lun.Path, Is.EqualTo("/dev/disk/by-id/its-own"));
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
        Assert.That(await FindingAsync(found), Is.EqualTo("LUN lun0 was /dev/sda of 1048576 bytes, and is /dev/sdc of 1048576 bytes"));
    }

    [Test]
    public async Task A_LUN_that_has_another_size_now_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Make("sda", "4096");
        Assert.That(await FindingAsync(found), Is.EqualTo("LUN lun0 was /dev/sda of 1048576 bytes, and is /dev/sda of 2097152 bytes"));
    }

    [Test]
    public async Task A_LUN_that_is_gone_is_a_finding()
    {
        Make("sda", "2048", ("device/wwid", Naa));
        var found = await FindAsync();
        Directory.Delete(_directory["block/sda"], recursive: true);
        Assert.That(
            await FindingAsync(found),
            Does.StartWith("LUN lun0 was /dev/sda of 1048576 bytes, and now: LUN lun0 is not visible on host1: "));
    }

    private void Make(string device, string sectors, params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files.Append(("size", sectors)))
        {
            var path = _directory[$"block/{device}/{file}"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"{text}\n");
        }
    }

    private Task<SharedLun> FindAsync() => LunDevice.FindAsync(_host, Lun);

    private async Task<string> FindingAsync(SharedLun lun)
    {
        var finding = (await lun.CheckAsync(_host)).Findings.Single();
        Assert.That((finding.Check, finding.Where, finding.Severity), Is.EqualTo((HealthCheck.LunIdentity, "host1", HealthSeverity.Critical)));
        return finding.Message;
    }

    private static EqualStringConstraint Refused(string found) =>
        Throws.TypeOf<HarnessException>().With.Message.EqualTo(
            $"[preflight] LUN lun0 is not visible on host1: expected a block device with WWID {Naa}, found {found}");
}
