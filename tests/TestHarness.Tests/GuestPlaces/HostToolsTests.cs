using TestHarness.GuestPlaces;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.GuestPlaces;

public sealed class HostToolsTests
{
    [TestCase("tcg", 7, 2, true)]
    [TestCase("tcg", 8, 2, true)]
    [TestCase("tcg", 9, 0, false)]
    [TestCase("tcg", 10, 0, false)]
    [TestCase("kvm", 7, 2, false)]
    public void TCG_before_QEMU_9_loses_writes_in_later_passes(string accelerator, int major, int minor, bool expected)
    {
        var tools = new HostTools(
            new QemuBinary("/usr/bin/qemu-system-x86_64", "x86_64", "fingerprint"),
            new QemuCapabilities(new QemuVersion(major, minor, 0, ""), [], [], [], [], [], [], HasSandbox: true),
            new AcceleratorChoice(accelerator, null));

        Assert.That(tools.LosesWritesInLaterPasses, Is.EqualTo(expected));
    }
}
