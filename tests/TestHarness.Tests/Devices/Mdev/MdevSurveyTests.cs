using TestHarness.Devices.Mdev;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Devices.Mdev;

internal sealed class MdevSurveyTests
{
    [Test]
    public async Task A_QEMU_that_does_not_migrate_vfio_devices_keeps_a_host_from_all_mdevs()
    {
        await using var host = new LocalHost("h1");
        var survey = await MdevSurvey.MakeAsync(host, new QemuBinary("/bin/false", "x86_64", ""));
        Assert.That(survey.Select(offer => offer.Capability), Is.EqualTo(["mdev", "mtty"]));
        Assert.That(
            survey.Select(offer => offer.WhyNot),
            Has.All.Contains("/bin/false has no device vfio-pci with enable-migration (QEMU 8.1 or later)"));
    }
}
