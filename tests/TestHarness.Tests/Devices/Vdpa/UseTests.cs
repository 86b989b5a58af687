using System.Diagnostics;
using TestHarness.Devices;
using TestHarness.Devices.Vdpa;
using TestHarness.Devices.Vdpa.Providers;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Tests.Devices.Vdpa;

internal sealed class UseTests : LabFixture
{
    [Test]
    public async Task A_second_QEMU_fails_with_the_holder_of_the_device()
    {
        var backend = await Provider("sim").CreateAsync(Host, Scope);
        var device = backend.Devices[0];
        await using var first = await StartQemuAsync(device, "vm1");
        await HeldAsync(device, first);

        await using var second = await StartQemuAsync(device, "vm2");
        var end = await second.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(end.StandardError, Does.Contain("Input/output error"));
        var explained = await VdpaUse.ExplainAsync(
            Host, device.CharacterDevice, new HarnessException(FailureClass.Provision, end.StandardError));

        Assert.That(explained.Message, Does.StartWith(
            $"[provision] busy: {device.CharacterDevice} is held by qemu-system-x86_64 pid {first.ProcessId} (name vm1); " +
            "qemu-system"));
        Assert.That(
            async () => await Reader(device).ReadAsync(0, 512),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[data] busy: ").And.Message.Contains("(name vm1)"));
        Assert.That(
            async () => await new ExistingProvider([new ExistingVdpa(device.Name)]).CreateAsync(Host, Scope),
            Throws.TypeOf<HarnessException>().With.Message.Contains("is not free: busy"));
        Assert.That(first.Completion.IsCompleted, Is.False);
        await first.SignalAsync(HostSignal.Kill);
        await first.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(await VdpaUse.WhyBusyAsync(Host, device.CharacterDevice), Is.Null);
    }

    [Test]
    public async Task A_failure_with_another_cause_stays_as_it_is()
    {
        var backend = await Provider("sim").CreateAsync(Host, Scope);
        var path = backend.Devices[0].CharacterDevice;
        var failure = new HarnessException(FailureClass.Provision, $"{path}: cache.direct=off is not supported");
        Assert.That(await VdpaUse.ExplainAsync(Host, path, failure), Is.SameAs(failure));
        Assert.That(await VdpaUse.WhyBusyAsync(Host, "/dev/vhost-vdpa-99"), Does.Contain("No such file"));
    }

    [Test]
    public async Task A_device_that_is_gone_or_has_another_driver_is_a_finding()
    {
        var backend = await Provider("sim").CreateAsync(Host, Scope);
        await RunAsync("vdpa dev del vdpa0; echo vdpa1 > /sys/bus/vdpa/drivers/vhost_vdpa/unbind");
        var findings = (await backend.CheckBoundAsync()).Findings;
        Assert.That(findings.Select(finding => finding.Message), Is.EqualTo([
            $"vdpa0 had driver vhost_vdpa and {backend.Devices[0].CharacterDevice}, now: " +
            $"{findings[0].Message.Split(", now: ")[1]}",
            $"vdpa1 had driver vhost_vdpa and {backend.Devices[1].CharacterDevice}, now it has driver none and no character " +
            "device"]));
        Assert.That(findings[0].Message, Does.Contain("there is no /sys/bus/vdpa/devices/vdpa0; there are: vdpa1"));
    }

    [Test]
    public async Task A_daemon_that_ended_is_a_finding_and_its_devices_can_be_undone()
    {
        var backend = await Provider("vduse").CreateAsync(Host, Scope);
        await backend.Daemon!.SignalAsync(HostSignal.Kill);
        await backend.Daemon.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((await backend.CheckBoundAsync()).Findings.Single().Message, Does.Contain("has ended: exit code 137"));
    }

    [Test]
    public async Task The_survey_reports_the_offers_of_the_host_and_the_drivers_that_QEMU_lacks()
    {
        var qemu = await QemuBinary.FindAsync(Host);
        Assert.That(await VdpaSurvey.MakeAsync(Host, qemu), Is.EqualTo((DeviceOffer[])[
            new("vhost-vdpa", null), new("vdpa-sim-blk", null), new("vduse", null)]));
        var without = await VdpaSurvey.MakeAsync(Host, qemu with { Path = "/bin/false" });
        Assert.That(
            without.Select(offer => offer.WhyNot),
            Has.All.Contains("/bin/false has no working block driver virtio-blk-vhost-vdpa"));
    }

    /// <summary>
    /// Nothing tells from outside when QEMU has the device; an attempt to open it would take it from QEMU. Bounded by QEMU's end
    /// and 60 s.
    /// </summary>
    private async Task HeldAsync(VdpaDevice device, IHostProcess qemu)
    {
        var start = Stopwatch.GetTimestamp();
        while ((await DeviceHolder.FindAsync(Host, [device.CharacterDevice])).IsEmpty)
        {
            Assert.That(qemu.Completion.IsCompleted, Is.False, qemu.StandardErrorTail);
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(60)));
        }
    }
}
