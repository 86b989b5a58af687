using TestHarness.Failures;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

[Parallelizable(ParallelScope.All)]
internal sealed class QemuBinaryTests
{
    [Test]
    public async Task Finds_the_installed_one()
    {
        await using var host = new RecordingHost();

        var binary = await InstalledQemu.FindAsync(host);

        Assert.That(binary.Path, Does.EndWith("/qemu-system-x86_64"));
        Assert.That(binary.Architecture, Is.EqualTo("x86_64"));
    }

    [Test]
    public async Task Takes_the_configured_one()
    {
        await using var host = new RecordingHost();
        var path = host.WriteProgram("qemu-system-aarch64", "exit 0");

        var binary = await QemuBinary.FindAsync(host, path);

        Assert.That((binary.Path, binary.Architecture), Is.EqualTo((path, "aarch64")));
    }

    [Test]
    public async Task Refuses_a_configured_one_that_is_not_there()
    {
        await using var host = new RecordingHost();

        Assert.That(async () => await QemuBinary.FindAsync(host, "/nowhere/qemu-kvm"), Throws.TypeOf<HarnessException>()
            .With.Message.StartsWith("[preflight] no QEMU was found on local: looked for /nowhere/qemu-kvm")
            .And.Message.Contains("correct the configured path"));
    }

    [Test]
    public async Task A_changed_file_has_another_fingerprint()
    {
        await using var host = new RecordingHost();
        var path = host.WriteProgram("qemu-kvm", "exit 0");
        var before = await QemuBinary.FindAsync(host, path);
        host.WriteProgram("qemu-kvm", "exit 10");

        Assert.That((await QemuBinary.FindAsync(host, path)).Fingerprint, Is.Not.EqualTo(before.Fingerprint));
    }
}
