using TestHarness.Failures;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Qemu.Machines;

internal sealed class ReportMonitorTests
{
    private Workbench _bench = null!;

    [SetUp]
    public void MakeBench() => _bench = Workbench.Create();

    [TearDown]
    public async Task EndAsync() => await _bench.DisposeAsync();

    [Test]
    public async Task A_monitor_in_place_of_the_reports_is_found_and_asked()
    {
        var machine = await _bench.StartAsync(
            "source",
            Workbench.Bare(
                QemuOption.Of("qmp", ("address", $"unix:{_bench.Folder}/report-1.sock"), ("server", "on"), ("wait", "off"))));

        var (socket, status) = await ReportMonitor.AskAsync(machine);

        Assert.That(socket, Is.EqualTo($"{_bench.Folder}/report-1.sock"));
        Assert.That(status.Running);
    }

    [Test]
    public async Task A_machine_without_one_is_refused()
    {
        var machine = await _bench.StartAsync("source", Workbench.Bare());

        Assert.That(
            async () => await ReportMonitor.AskAsync(machine),
            Throws.TypeOf<HarnessException>().With.Message.EqualTo(
                "[config] source has no monitor of the report: the reported command line has no '-qmp' with 'server'"));
    }
}
