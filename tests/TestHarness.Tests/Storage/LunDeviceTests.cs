using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Storage;
using TestHarness.Tests.Devices.Vdpa;

namespace TestHarness.Tests.Storage;

/// <summary>On the LUN that every host of the virtual lab has.</summary>
[TestFixture]
public sealed class LunDeviceTests : LabFixture
{
    [TestCase("naa.5000c500a1b2c3d4")]
    [TestCase("35000c500a1b2c3d4")]
    [TestCase("5000C500A1B2C3D4")]
    public async Task Finds_the_lun_by_each_spelling_of_its_wwid(string wwid)
    {
        var lun = await LunDevice.FindAsync(Host, new DeviceLun("lun0", wwid));

        Assert.That(lun.Path, Does.Match("^/dev/sd[a-z]$"));
        Assert.That(lun.Size, Is.EqualTo(1L << 30));
        Assert.That((await lun.CheckAsync(Host)).IsHealthy);
    }

    [Test]
    public void A_wwid_that_no_device_has_is_refused_with_those_that_are_there() => Assert.That(
        async () => await LunDevice.FindAsync(Host, new DeviceLun("lun0", "naa.5000c500ffffffff")),
        Throws.TypeOf<HarnessException>().With.Message.Match(
            @"^\[preflight\] LUN lun0 is not visible on host1: expected a block device with WWID naa\.5000c500ffffffff, found " +
            @"(?=.*d4\))(?=.*d5\))(?=.*d6\))(?:(?:, )?sd[a-z] \(naa\.5000c500a1b2c3d[456]\)){3}$"));

    [Test]
    public async Task A_lun_that_is_another_device_now_is_a_finding()
    {
        var lun = await LunDevice.FindAsync(Host, new DeviceLun("lun0", "naa.5000c500a1b2c3d4"));

        var report = await (lun with { Path = "/dev/sdz" }).CheckAsync(Host);

        Assert.That(
            report.Findings.Single().Message,
            Does.Contain("but it leads to /dev/sdz, which is not a whole block device with a WWID"));
    }
}
