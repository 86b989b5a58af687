using System.Diagnostics;
using TestHarness.Devices;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Mdev.Trees;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;
using TestHarness.Tests.Devices.Vdpa;
using TestHarness.Tests.Ledger;

namespace TestHarness.Tests.Devices.Mdev;

/// <summary>On a lab host with the kernel's mtty, as the fixture says.</summary>
internal sealed class MdevctlToolTests : LabFixture
{
    [Test]
    public async Task An_mdev_is_there_as_it_was_made_until_it_is_stopped_and_undefined()
    {
        var before = await LeakLooks.TakeAsync(Host);
        var mdev = await CreateAsync(
            "mdev0", "mtty-2", MdevAttribute.Parse("power/control", "on"), MdevAttribute.Parse("uevent", "change"));
        var device = mdev.Device;
        Assert.That((await MdevctlTool.TypesAsync(Host)).Select(type => (type.Parent, type.Name, type.Title)), Is.EqualTo([
            ("mtty", "mtty-1", "Single port serial"), ("mtty", "mtty-2", "Dual port serial")]));
        Assert.That(
            (await MdevctlTool.ActiveAsync(Host)).Single() is { Parent: "mtty", Type: "mtty-2" } active
                && active.Uuid == device.Uuid);
        Assert.That(
            (await MdevctlTool.DefinedAsync(Host)).Single().Attributes.Select(attribute => $"{attribute}"),
            Is.EqualTo(["power/control=on", "uevent=change"]));
        Assert.That(await RunAsync("cat \"$1/power/control\"", device.SysfsPath), Is.EqualTo("on"));
        Assert.That((await mdev.CheckAsync()).IsHealthy);
        Assert.That((await LeakLooks.TakeAsync(Host)).DifferencesSince(before), Is.SupersetOf((string[])[
            $"host1: left behind: mdev {device.Uuid}", $"host1: left behind: mdev-definition mtty/{device.Uuid}"]));

        await MdevctlTool.StopAsync(Host, device);
        Assert.That((await mdev.CheckAsync()).Findings.Single().Message, Is.EqualTo($"mdev0 was {device}, now it is gone"));
        await MdevctlTool.UndefineAsync(Host, device);
        Assert.That(await MdevctlTool.DefinedAsync(Host), Is.Empty);
        await MdevctlTool.StopAsync(Host, device);
        await MdevctlTool.UndefineAsync(Host, device);
    }

    [Test]
    public async Task A_UUID_that_is_taken_is_left_alone()
    {
        var device = (await CreateAsync("mdev0", "mtty-1")).Device;
        var pending = Ledger.Pending.Length;
        Assert.That(
            async () => await MdevctlTool.DefineAsync(Host, Scope, device with { Parent = MdevParentName.Parse("mtty2") }),
            Throws.TypeOf<HarnessException>()
                .With.Message.EqualTo($"[provision] {device} is defined on host1 already; choose another UUID"));
        Assert.That(
            async () => await MdevctlTool.StartAsync(Host, Scope, device),
            Throws.TypeOf<HarnessException>()
                .With.Message.EqualTo($"[provision] {device} is started on host1 already; choose another UUID"));
        Assert.That(Ledger.Pending, Has.Length.EqualTo(pending));
    }

    [Test]
    public async Task A_start_that_fails_says_why_and_leaves_the_definition()
    {
        // Without a device that has types of mdevs, mdevctl does not find the list of parents.
        await KernelModules.LoadAsync(Host, Scope, ["mtty"], CancellationToken.None);
        var device = new MediatedDevice(
            Guid.NewGuid(), MdevTypeName.Parse("mtty-2"), MdevParentName.Parse("nosuch"), MdevStart.Manual, []);
        await MdevctlTool.DefineAsync(Host, Scope, device);
        Assert.That(
            async () => await MdevctlTool.StartAsync(Host, Scope, device),
            Throws.TypeOf<HarnessException>().With.Message.Contains("Unable to find parent device 'nosuch'"));
        Assert.That((await MdevctlTool.DefinedAsync(Host)).Single().Uuid, Is.EqualTo(device.Uuid));
    }

    [Test]
    public async Task An_mdev_that_a_QEMU_has_is_refused_as_destination_and_not_stopped()
    {
        var (free, held) = (await CreateAsync("mdev0", "mtty-2"), await CreateAsync("mdev1", "mtty-2"));
        await using var qemu = await Host.StartAsync(new Command(
            "qemu-system-x86_64", "-name", "vm1", "-machine", "q35", "-m", "64", "-nodefaults", "-display", "none", "-S",
            "-device", $"vfio-pci,sysfsdev={held.Device.SysfsPath},x-device-dirty-page-tracking=off,enable-migration=on"));
        await HeldAsync(held, qemu);

        Assert.That(
            async () => await MdevMatch.CheckAsync(Host, free.Device.Uuid, Host, held.Device.Uuid),
            Throws.TypeOf<HarnessException>()
                .With.Message.Contains($"is in use: qemu-system-x86_64 pid {qemu.ProcessId} (name vm1) holds it open"));
        Assert.That(
            (await MdevMatch.CheckAsync(Host, held.Device.Uuid, Host, free.Device.Uuid)).Verdict,
            Is.EqualTo(MdevVerdict.Compatible));
        Assert.That(
            async () => await MdevctlTool.StopAsync(Host, held.Device),
            Throws.TypeOf<HarnessException>()
                .With.Message.Contains($"mdev {held.Device.Uuid} is held open by process {qemu.ProcessId} (qemu"));

        await qemu.SignalAsync(HostSignal.Kill);
        await qemu.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        await MdevctlTool.StopAsync(Host, held.Device);
    }

    [Test]
    public async Task Nothing_is_left_when_the_connection_breaks_and_the_ledger_is_replayed()
    {
        await CreateAsync("mdev0", "mtty-2");
        var pending = Ledger.Pending.Length;
        await Ledger.DisposeAsync();
        await Host.DisposeAsync();

        Assert.That(
            await LedgerReplay.ReplayAsync(Ledgers, new HostFactory(), TestContext.Out.WriteLine), Has.Length.EqualTo(pending));
        Reopen();
    }

    [Test]
    public async Task The_survey_offers_mtty_and_other_mdevs_once_a_device_has_types()
    {
        var qemu = await QemuBinary.FindAsync(Host);
        Assert.That((await MdevSurvey.MakeAsync(Host, qemu)), Is.EqualTo((DeviceOffer[])[
            new(
                "mdev",
                "no device has types of mdevs (/sys/class/mdev_bus is empty): there is none, or its driver is not loaded"),
            new("mtty", null)]));
        await KernelModules.LoadAsync(Host, Scope, ["mtty"], CancellationToken.None);
        Assert.That((await MdevSurvey.MakeAsync(Host, qemu)).Select(offer => offer.WhyNot), Has.All.Null);
    }

    private Task<ProvisionedMdev> CreateAsync(string name, string type, params MdevAttribute[] attributes) =>
        ProvisionedMdev.CreateAsync(Host, Scope, MdevName.Parse(name), MdevTypeName.Parse(type), [.. attributes]);

    /// <summary>Nothing tells from outside when QEMU has the device. Bounded by QEMU's end and 60 s.</summary>
    private async Task HeldAsync(ProvisionedMdev mdev, IHostProcess qemu)
    {
        var tree = new HostMdevTree(Host);
        var look = await tree.LookAsync(mdev.Device.Uuid);
        var start = Stopwatch.GetTimestamp();
        while ((await tree.HoldersAsync(look)).IsEmpty)
        {
            Assert.That(qemu.Completion.IsCompleted, Is.False, qemu.StandardErrorTail);
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(60)));
        }
    }
}
