using System.Net;
using TestHarness.Failures;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Tests.Qmp;

[TestFixture]
internal sealed class QmpClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Test]
    public async Task Reports_the_version_and_state_of_a_real_qemu()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        Assert.That(client.Greeting.Version.Major, Is.GreaterThan(2));
        Assert.That(await client.QueryStatusAsync(), Is.EqualTo(new RunStatus("prelaunch", false)));
    }

    [Test]
    public async Task Connects_over_tcp_to_a_host_name()
    {
        using var qemu = TestQemu.Start(
            "none", "-chardev", "socket,id=tcp,host=127.0.0.1,port=0,server=on,wait=off", "-mon", "chardev=tcp,mode=control");
        await using var local = await qemu.ConnectAsync();
        var chardevs = await local.ExecuteAsync("query-chardev");
        var address = chardevs.EnumerateArray()
            .Single(c => c.GetProperty("label").GetString() == "tcp").GetProperty("filename").GetString()!;
        var port = int.Parse(address.Split(',')[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);

        await using var byName = await QmpClient.ConnectAsync("by name", new DnsEndPoint("127.0.0.1", port));

        Assert.That((await byName.QueryStatusAsync()).Running, Is.False);
    }

    [Test]
    public async Task Answers_many_commands_in_flight()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        var states = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.QueryStatusAsync()));

        Assert.That(states, Has.All.Matches<RunStatus>(s => s is { Status: "prelaunch" }));
    }

    /// <summary>The real QEMU answers each command as it comes, so that it cannot show that none waits for another.</summary>
    [Test]
    public async Task Sends_a_command_before_those_before_it_are_answered_and_takes_answers_in_any_order()
    {
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            var ids = new List<string>();
            while (ids.Count < 50)
                ids.Add(await c.ReadIdAsync());
            foreach (var (id, number) in ids.Select((id, number) => (id, number)).Reverse())
                await c.ReplyAsync(id, $"{number}");
            await c.StaySilentAsync();
        });
        await using var client = await QmpClient.ConnectAsync("source", peer.EndPoint);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.ExecuteAsync("query-name"))).WaitAsync(Soon);

        Assert.That(answers.Select(answer => answer.GetInt32()), Is.EqualTo(Enumerable.Range(0, 50)));
    }

    /// <summary>QEMU reads a command byte by byte, so that each byte costs time.</summary>
    [Test]
    public async Task A_command_has_no_byte_too_many()
    {
        string? line = null;
        await using var peer = new FakePeer(async c =>
        {
            await c.NegotiateAsync();
            line = await c.ReadLineAsync();
            await c.ReplyAsync("2", "{}");
            await c.StaySilentAsync();
        });
        await using var client = await QmpClient.ConnectAsync("a session with a long name", peer.EndPoint);

        await client.ExecuteAsync("query-name").WaitAsync(Soon);

        Assert.That(line, Is.EqualTo("""{"execute":"query-name","id":2}"""));
    }

    [Test]
    public async Task A_refusal_names_the_command_and_the_error_of_qemu()
    {
        using var qemu = TestQemu.Start("none");
        await using var client = await qemu.ConnectAsync();

        var reply = await client.TryExecuteAsync("no-such-command");
        Assert.That(reply.Error?.Class, Is.EqualTo("CommandNotFound"));

        var refused = (await Assert.ThrowsAsync<HarnessException>(
            () => client.ExecuteAsync("device_del", new { id = "ghost" })))!;
        Assert.That(refused.FailureClass, Is.EqualTo(FailureClass.Qmp));
        Assert.That(
            refused.Message, Does.StartWith("[qmp] source: 'device_del' was refused: DeviceNotFound: Device 'ghost' not found"));
    }

    [Test]
    public async Task Executes_out_of_band_while_a_command_blocks_the_monitor()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16");
        await using var client = await qemu.ConnectAsync();
        Assert.That(client.Greeting.OffersOutOfBand, Is.True);
        var dump = Path.Combine(qemu.Directory, "dump");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [dump]))
            await mkfifo.WaitForExitAsync();
        var blocking = client.ExecuteAsync("dump-guest-memory", new { paging = false, protocol = $"file:{dump}" });
        var behind = client.QueryStatusAsync();

        var refused = (await Assert.ThrowsAsync<HarnessException>(() => client.MigratePauseAsync().WaitAsync(Soon)))!;

        Assert.That(refused.Message, Does.Contain("'migrate-pause' was refused: GenericError"));
        Assert.That(blocking.IsCompleted || behind.IsCompleted, Is.False, "QEMU waits for a reader of its dump");
        await using (var reader = File.OpenRead(dump))
            await reader.CopyToAsync(Stream.Null).WaitAsync(Soon);
        await blocking;
        Assert.That((await behind).Status, Is.EqualTo("prelaunch"));
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
        var late = (await Assert.ThrowsAsync<HarnessException>(() => client.QueryStatusAsync()))!;
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

        var ended = (await Assert.ThrowsAsync<HarnessException>(() => waiting))!;
        Assert.That(
            ended.Message,
            Does.Contain("ended while waiting for event SHUTDOWN").And.Contain("\"cont\"").And.Contain("#0 RESUME"));
    }
}
