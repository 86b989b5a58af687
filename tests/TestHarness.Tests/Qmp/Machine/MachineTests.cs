using System.Net;
using System.Net.Sockets;
using TestHarness.Qmp.Machine;

namespace TestHarness.Tests.Qmp.Machine;

[TestFixture]
internal sealed class MachineTests
{
    [Test]
    public async Task Continues_and_stops()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        await client.ContinueAsync();
        Assert.That(await client.QueryStatusAsync(), Is.EqualTo(new RunStatus("running", true)));
        await client.StopAsync();
        Assert.That(await client.QueryStatusAsync(), Is.EqualTo(new RunStatus("paused", false)));
    }

    [Test]
    public async Task Reports_the_state_of_the_processors()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16", "-smp", "2");
        await using var client = await qemu.ConnectAsync();

        Assert.That(
            await client.DescribeProcessorsAsync(),
            Does.Contain("CPU#1").And.Contains("HLT=").And.Contains("LVTT").And.Contains("pic0"));
    }

    [Test]
    public async Task Announces_the_guests_NIC_by_RARP_and_lists_pci_devices()
    {
        const int RarpType = 0x8035;
        using var network = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)network.Client.LocalEndPoint!).Port;
        using var qemu = TestQemu.Start(
            "q35", "-m", "16", "-netdev", $"socket,id=net0,udp=127.0.0.1:{port},localaddr=127.0.0.1:0",
            "-device", "virtio-net-pci,netdev=net0,id=nic0,mac=52:54:00:00:00:07");
        await using var client = await qemu.ConnectAsync();

        await client.ContinueAsync();
        await client.AnnounceSelfAsync(50, 550, 1, 50);
        var frame = (await network.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(20))).Buffer;
        var pci = await client.QueryPciAsync();

        Assert.That((frame[12] << 8) | frame[13], Is.EqualTo(RarpType));
        Assert.That(Convert.ToHexString(frame.AsSpan(6, 6)), Is.EqualTo("525400000007"));
        Assert.That(
            pci[0].GetProperty("devices").EnumerateArray().Select(d => d.GetProperty("qdev_id").GetString()), Has.Member("nic0"));
    }
}
