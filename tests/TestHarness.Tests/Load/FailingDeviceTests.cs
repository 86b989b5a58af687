using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Load;
using TestHarness.Storage;
using TestHarness.Tests.Guests;

namespace TestHarness.Tests.Load;

/// <summary>A real guest whose LUN fails writes to one place.</summary>
[TestFixture]
internal sealed class FailingDeviceTests : GuestFixture
{
    [Test]
    public async Task A_write_that_fails_is_seen_by_the_load_the_guest_and_qemu()
    {
        var watch = await GuestWatch.StartAsync(Shell, AllowList.Empty, "");
        var load = await StampedLoad.StartAsync(Shell, Lun.ReadOn(Bench.Host), "/dev/sda");
        await Shell.RunAsync("while [ ! -e /run/testharness/stamped-dev-sda/exit ]; do sleep 0.05; done", Soon);

        var (health, status) = await watch.CheckAsync(load.StatusScript);
        var running = Assert.Throws<HarnessException>(() => load.CheckRunning(status))!;
        Assert.That(
            running.Message, Does.StartWith("[data] the load has ended by itself, with exit code 1")
                .And.Contains("dd: ").And.Contains("Input/output error"));
        var stopped = (await Assert.ThrowsAsync<HarnessException>(() => load.StopAsync()))!;
        Assert.That(
            stopped.Message,
            Does.StartWith("[data] the load failed in the guest, with exit code 1").And.Contains("Input/output error"));

        Assert.That(health.Findings.Select(finding => finding.Message), Has.Some.Contains("error, dev sda, sector"));
        Assert.That((await watch.CheckAsync("")).Report.IsHealthy, Is.True, "each record is reported once");

        var machine = await MachineCheck.BlockDevicesAsync(Guest.Machine.Qmp, []);
        Assert.That(
            machine.Findings.Select(finding => finding.Message), Has.Some.Match(@"^data-disk1 has \d+ new failed writes$"));
    }

    protected override async Task<SharedLun> LunAsync(Workbench bench) =>
        await bench.LunAsync() with { FailWritesAt = 5 * Stamps.BlockSize };
}
