using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Qemu.Machines;

internal sealed class TcpMonitorTests
{
    private Workbench _bench = null!;

    [SetUp]
    public void MakeBench() => _bench = Workbench.Create();

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [Test]
    public async Task A_monitor_on_a_port_that_QEMU_chose_is_found_and_asked()
    {
        var machine = await _bench.StartAsync(
            "source", Workbench.Bare(QemuOption.Of("qmp", ("address", "tcp:127.0.0.1:0"), ("server", "on"), ("wait", "off"))));

        var (port, status) = await TcpMonitor.AskAsync(machine);

        Assert.That(port, Is.Positive);
        Assert.That(status.Running);
    }

    [Test]
    public async Task A_machine_without_one_is_told()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());

        Assert.That(
            async () => await TcpMonitor.AskAsync(machine),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo("[config] source has no monitor on TCP: its command line has no '-qmp tcp:…'"));
    }
}
