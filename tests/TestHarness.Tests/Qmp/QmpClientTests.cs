using System.Net;
using System.Text.Json;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;

namespace TestHarness.Tests.Qmp;

[TestFixture]
internal sealed class QmpClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Tells_the_version_and_state_of_a_real_qemu()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        Assert.That(client.Greeting.Version.Major, Is.GreaterThan(2));
        Assert.That(await client.QueryStatusAsync(), Is.EqualTo(new RunStatus("prelaunch", false)));
    }

    [Test]
    public async Task Connects_over_tcp_to_a_host_name()
    {
        using var qemu = TestQemu.Start("none", "-chardev", "socket,id=tcp,host=127.0.0.1,port=0,server=on,wait=off", "-mon", "chardev=tcp,mode=control");
        await using var local = await qemu.ConnectAsync();
        var chardevs = await local.ExecuteAsync("query-chardev");
        var address = chardevs.EnumerateArray().Single(c => c.GetProperty("label").GetString() == "tcp").GetProperty("filename").GetString()!;
        var port = int.Parse(address.Split(',')[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);

        await using var byName = await QmpClient.ConnectAsync("by name", new DnsEndPoint("127.0.0.1", port));

        Assert.That((await byName.QueryStatusAsync()).Running, Is.False);
    }

    [Test]
    public async Task Runs_many_commands_at_once()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        var names = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ExecuteAsync("query-name")));
        var states = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.QueryStatusAsync()));

        Assert.That(names, Has.All.Matches<JsonElement>(n => n.ValueKind == JsonValueKind.Object));
        Assert.That(states, Has.All.Matches<RunStatus>(s => s.Status == "prelaunch"));
    }

    [Test]
    public async Task A_refusal_names_the_command_and_what_qemu_said()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        var reply = await client.TryExecuteAsync("no-such-command");
        Assert.That(reply.Error?.Class, Is.EqualTo("CommandNotFound"));

        var refused = Assert.ThrowsAsync<HarnessException>(() => client.ExecuteAsync("device_del", new { id = "ghost" }))!;
        Assert.That(refused.FailureClass, Is.EqualTo(FailureClass.Qmp));
        Assert.That(refused.Message, Does.StartWith("[qmp] source: 'device_del' was refused: DeviceNotFound: Device 'ghost' not found"));
    }

    [Test]
    public async Task Executes_out_of_band_where_offered()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        Assert.That(client.Greeting.OffersOutOfBand, "QEMU offers oob since 2.12");

        var refused = Assert.ThrowsAsync<HarnessException>(() => client.ExecuteOutOfBandAsync("migrate-pause"))!;

        Assert.That(refused.Message, Does.Contain("'migrate-pause' was refused: GenericError"));
    }

    [Test]
    public async Task Finds_events_that_came_before_the_wait()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        var start = client.Events.Position;

        await client.ContinueAsync();
        await client.StopAsync();

        var resumed = await client.Events.WaitAsync("RESUME", start, Soon);
        var stopped = await client.Events.WaitAsync("STOP", resumed.Index, Soon);
        Assert.That(client.Events.Since(start).Select(e => e.Name), Is.EqualTo(["RESUME", "STOP"]));
        Assert.That(stopped.Timestamp, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Quit_gives_the_last_events_and_ends_the_session()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        var start = client.Events.Position;

        await client.QuitAsync();

        Assert.That((await client.Events.WaitAsync("SHUTDOWN", start, Soon)).Text("reason"), Is.EqualTo("host-qmp-quit"));
        Assert.That(await client.Closed, Is.EqualTo("QEMU closed the connection"));
        var late = Assert.ThrowsAsync<HarnessException>(() => client.QueryStatusAsync())!;
        Assert.That(late.Message, Does.Contain("ended before 'query-status' was sent: QEMU closed the connection"));
    }

    [Test]
    public async Task A_killed_qemu_ends_every_wait_with_the_reason()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();
        await client.ContinueAsync();
        var waiting = client.Events.WaitAsync("SHUTDOWN", 0, Soon);

        qemu.Process.Kill();

        var ended = Assert.ThrowsAsync<HarnessException>(() => waiting)!;
        Assert.That(ended.Message, Does.Contain("ended while waiting for event SHUTDOWN").And.Contain("\"cont\"").And.Contain("#0 RESUME"));
    }
}
