using System.Diagnostics;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Tests.Switching;

namespace TestHarness.FcFabric.Tests.Control;

/// <summary>The program, with a socket in a host's place.</summary>
public sealed class FabricProgramTests
{
    private string _folder = null!;
    private Process _fabric = null!;
    private FabricClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("th-fc-").FullName;
        _fabric = Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(FabricClient).Assembly.Location, "-pidfile", In("pid"), "-control", In("control"), "-log", In("log"),
            "-port", "host1", In("fabric1"), In("host1"),
        ])
        { RedirectStandardOutput = true })!;
        _client = new FabricClient(In("control"));
        Assert.That(await _fabric.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), Is.EqualTo("ready"));
    }

    [TearDown]
    public void TearDown()
    {
        _fabric.Kill();
        _fabric.WaitForExit();
        _fabric.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_client_reads_and_changes_the_fabric_and_gets_clear_errors()
    {
        Assert.That(
            (await _client.PortsAsync()).Single(),
            Has.Property("Host").EqualTo("host1") & Has.Property("State").EqualTo(PortState.Offline));
        Assert.That(await _client.LimitAsync(3), Is.EqualTo(3));
        var zones = await _client.DefineZoneAsync("one", ["5001a4a0f014c8ce", "20:00:52:54:00:00:03:03"]);
        Assert.That(zones.Defined["one"], Is.EqualTo(new[] { "2000525400000303", "5001a4a0f014c8ce" }));
        Assert.That(zones.Active, Is.Null);
        Assert.That((await _client.ActivateZonesAsync()).Active, Is.Not.Null);
        Assert.That((await _client.ClearZonesAsync()).Defined, Is.Empty);

        AssertRefused(() => _client.LimitAsync(1000), "an HBA has 0 to 255 vHBAs, not 1000");
        AssertRefused(() => _client.SetLinkAsync("host9", isUp: false), "'host9' is not a WWN: expected 16 hexadecimal digits");
        AssertRefused(
            () => _client.SetLinkAsync("5001a4a0f014c8ce", isUp: false),
            "no port with WWPN 5001a4a0f014c8ce is logged in; there are host1");
        AssertRefused(() => _client.StopCaptureAsync(), "no capture runs");
        Assert.That(
            () => _client.WaitOnlineAsync(["host1"], TimeSpan.FromSeconds(1)),
            Throws.TypeOf<HarnessException>().With.Message.Contains("not all HBAs came online within 1 s: host1 is Offline"));
    }

    [Test]
    public async Task Answers_by_the_socket_of_a_host_that_came_later_and_captures_it()
    {
        using var host = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        host.Bind(new UnixDomainSocketEndPoint(In("host1")));
        await _client.StartCaptureAsync(In("frames.pcap"), 1 << 20);
        var solicitation = FabricFixture.FipFrom(1, Fip.FipOperation.DiscoverySolicitation);
        await host.SendToAsync(solicitation, new UnixDomainSocketEndPoint(In("fabric1")));
        var buffer = new byte[4096];
        do
            await host.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        while (EthernetFrame.Destination(buffer) == MacAddress.AllENodes);
        Assert.That(EthernetFrame.Destination(buffer), Is.EqualTo(FabricFixture.Node(1)));

        Assert.That((await _client.StopCaptureAsync()).Frames, Is.GreaterThanOrEqualTo(2));
        Assert.That((await File.ReadAllBytesAsync(In("frames.pcap"))).Take(4), Is.EqualTo(new byte[] { 0x4d, 0x3c, 0xb2, 0xa1 }));
    }

    private static void AssertRefused(Func<Task> command, string message) => Assert.That(
        command,
        Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(FailureClass.Config).And.Message.Contains(
            message));

    private string In(string name) => Path.Combine(_folder, name);
}
