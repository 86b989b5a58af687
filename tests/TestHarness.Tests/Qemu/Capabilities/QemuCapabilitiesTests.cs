using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Qemu.Capabilities;

[Parallelizable(ParallelScope.All)]
internal sealed class QemuCapabilitiesTests
{
    [Test]
    public async Task Reports_the_abilities_of_the_installed_QEMU()
    {
        await using var host = new RecordingHost();

        var capabilities = await QemuCapabilities.ProbeAsync(host, await InstalledQemu.FindAsync(host));

        Assert.Multiple(() =>
        {
            Assert.That(capabilities.Version.IsAtLeast(4), Is.True);
            Assert.That(capabilities.Machines.Count(machine => machine.IsDefault), Is.EqualTo(1));
            Assert.That(capabilities.Machines.Single(machine => machine.Alias == "q35").Name, Does.StartWith("pc-q35-"));
            Assert.That(capabilities.DeviceDrivers, Does.Contain("virtio-blk-pci").And.Contain("scsi-block"));
            Assert.That(capabilities.BlockDrivers, Does.Contain("qcow2").And.Contain("host_device"));
            Assert.That(capabilities.Accelerators, Does.Contain("tcg").And.Not.Contain("accel"));
            Assert.That(capabilities.MigrationCapabilities, Does.Contain("multifd").And.Contain("postcopy-ram"));
            Assert.That(capabilities.HasSandbox, Is.True);
            Assert.That(capabilities.Commands, Does.Contain("migrate").And.Contain("query-blockstats"));
        });
    }

    [Test]
    public async Task Asks_the_binary_once()
    {
        await using var host = new RecordingHost();
        var binary = await InstalledQemu.FindAsync(host);
        var asked = await QemuCapabilities.ProbeAsync(host, binary);
        host.Commands.Clear();

        var remembered = await QemuCapabilities.ProbeAsync(host, binary);

        Assert.Multiple(() =>
        {
            Assert.That(host.Commands, Has.Count.EqualTo(1));
            Assert.That(remembered.Version, Is.EqualTo(asked.Version));
            Assert.That(remembered.Machines, Is.EqualTo(asked.Machines));
            Assert.That(remembered.DeviceDrivers, Is.EqualTo(asked.DeviceDrivers));
        });
    }

    [TestCase("""[{"option": "sandbox", "parameters": []}]""", true)]
    [TestCase("""[{"option": "smp-opts", "parameters": []}]""", false)]
    public void A_QEMU_has_a_sandbox_when_it_lists_the_option(string options, bool hasSandbox) =>
        Assert.That(CapabilityReader.HasSandbox(JsonElement.Parse(options)), Is.EqualTo(hasSandbox));

    [TestCase("echo hello", "was asked QMP and answered hello;")]
    [TestCase("exit 0", "and answered nothing;")]
    [TestCase("echo no such library >&2; exit 127", "exited with 127: no such library")]
    public async Task Refuses_a_program_that_is_not_QEMU(string script, string problem)
    {
        await using var host = new RecordingHost();
        var binary = await QemuBinary.FindAsync(host, host.WriteProgram("qemu-kvm", script));

        Assert.That(async () => await QemuCapabilities.ProbeAsync(host, binary),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight]").And.Message.Contains(problem));
    }

    [Test]
    public void Orders_versions()
    {
        var version = new QemuVersion(8, 0, 0, "qemu-kvm-8.0.0-11.el9");

        Assert.Multiple(() =>
        {
            Assert.That(version, Is.GreaterThan(new QemuVersion(7, 2, 22, "Debian")));
            Assert.That(version.IsAtLeast(8, 1), Is.False);
            Assert.That($"{version}", Is.EqualTo("8.0.0 (qemu-kvm-8.0.0-11.el9)"));
        });
    }
}
