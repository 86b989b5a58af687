using TestHarness.Libvirt;

namespace TestHarness.Tests.Libvirt;

public sealed class VirshTests
{
    // Recorded.
    private const string Version = """
        Compiled against library: libvirt 11.3.0
        Using library: libvirt 11.3.0
        Using API: QEMU 11.3.0
        Running hypervisor: QEMU 10.0.13
        Running against daemon: 11.2.0

        """;

    [Test]
    public void Takes_the_version_of_the_daemon_or_else_that_of_the_library()
    {
        Assert.That(Virsh.ReadVersion(Version), Is.EqualTo(new Version(11, 2, 0)));
        Assert.That(
            Virsh.ReadVersion("Compiled against library: libvirt 1.0.3\nUsing library: libvirt 1.0.3\n"),
            Is.EqualTo(new Version(1, 0, 3)));
        Assert.That(Virsh.ReadVersion("virsh: what?"), Is.Null);
    }
}
