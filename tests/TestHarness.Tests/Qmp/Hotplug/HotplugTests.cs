using TestHarness.Failures;
using TestHarness.Qmp.Hotplug;

namespace TestHarness.Tests.Qmp.Hotplug;

[TestFixture]
internal sealed class HotplugTests
{
    [Test]
    public async Task Adds_a_device_and_waits_until_it_is_gone()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16", "-device", "qemu-xhci,id=usb");
        await using var client = await qemu.ConnectAsync();

        var keyboard = new Dictionary<string, object> { ["driver"] = "usb-kbd", ["id"] = "keyboard", ["bus"] = "usb.0" };
        Assert.That(await client.TryAddDeviceAsync(keyboard), Is.Null);
        Assert.That(await client.HasDeviceAsync("keyboard"));
        Assert.That(await client.TryAddDeviceAsync(keyboard), Does.Contain("GenericError: "));
        await client.DeleteDeviceAsync("keyboard", TimeSpan.FromSeconds(20));

        Assert.That(client.Events.Since(0)[^1].Text("device"), Is.EqualTo("keyboard"));
    }

    [Test]
    public async Task A_guest_that_does_not_answer_is_reported_as_such()
    {
        using var qemu = TestQemu.Start(
            "q35", "-m", "16", "-device", "pcie-root-port,id=port0", "-device", "virtio-net-pci,id=nic,bus=port0");
        await using var client = await qemu.ConnectAsync();

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => client.DeleteDeviceAsync("nic", TimeSpan.FromMilliseconds(200))))!;

        Assert.That(failure.Message, Does.Contain("waited 0.2 s for event DEVICE_DELETED of 'nic'"));
    }
}
