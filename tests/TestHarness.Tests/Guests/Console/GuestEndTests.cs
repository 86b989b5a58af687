using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Qmp;
using TestHarness.Tests.Qmp;

namespace TestHarness.Tests.Guests.Console;

[TestFixture]
[Parallelizable]
internal sealed class GuestEndTests
{
    /// <summary>A limit that is longer than a test may last: a failure before it comes from an event of QEMU.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [TestCase("RESET", """{"guest": true, "reason": "guest-reset"}""", "the guest was reset at 00:00:01.005 UTC (guest-reset)")]
    [TestCase(
        "RESET", """{"guest": false, "reason": "host-qmp-system-reset"}""",
        "the guest was reset at 00:00:01.005 UTC (host-qmp-system-reset)")]
    [TestCase(
        "SHUTDOWN", """{"guest": true, "reason": "guest-shutdown"}""",
        "the guest shut down at 00:00:01.005 UTC (guest-shutdown)")]
    [TestCase("GUEST_PANICKED", """{"action": "pause"}""", "the guest's kernel panicked at 00:00:01.005 UTC (pause)")]
    [TestCase(
        "BLOCK_IO_ERROR",
        """{"device": "d", "qom-path": "/machine/peripheral/data-disk1", "nospace": true, "reason": "No space left on """ +
        """device", "operation": "write", "action": "stop"}""",
        "QEMU stopped the guest after a failed write of /machine/peripheral/data-disk1 at 00:00:01.005 UTC (No space left on " +
        "device)")]
    public async Task The_end_of_the_guest_fails_the_waiting_command_and_later_ones(string name, string data, string expected)
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            await terminal.ReadScriptAsync();
            await terminal.ReadScriptAsync();
        });
        var running = new TaskCompletionSource();
        await using var peer = Events(
            running.Task, ("STOP", "{}"), ("BLOCK_IO_ERROR", """{"device": "d", "operation": "write", "action": "report"}"""),
            ("SHUTDOWN", """{"guest": false, "reason": "host-qmp-quit"}"""), (name, data));
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var qmp = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var shell = await ConsoleShell.StartAsync(console, new Regex("init: the guest is up[^\n]*\n"), Soon);
        await using var end = new GuestEnd(shell);
        end.Watch(qmp.Events, 0);
        var waiting = shell.RunAsync("sleep 600", Long);

        running.SetResult();

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => waiting.WaitAsync(Soon)))!;
        Assert.That(
            failure.Message,
            Does.StartWith($"[guest-health] the guest runs 'sleep 600': {expected}; the console's last lines: "));
        var later = (await Assert.ThrowsAsync<HarnessException>(
            () => shell.RunAsync($"true {new string('x', 1 << 20)}", Long).WaitAsync(Soon)))!;
        Assert.That(
            later.Message, Does.Match("^\\[guest-health\\] the guest runs 'true x+…': ")
                .And.Contains($": {expected}; the console's last lines: "));
    }

    [Test]
    public async Task A_port_that_closes_first_is_explained_by_the_next_event_of_QEMU()
    {
        await using var guest = new FakeGuest(async terminal =>
        {
            await terminal.BootAsync();
            await terminal.ReadScriptAsync();
        });
        var closed = new TaskCompletionSource();
        await using var peer = Events(closed.Task, ("SHUTDOWN", """{"guest": true, "reason": "guest-shutdown"}"""));
        await using var console = await SerialConsole.ConnectAsync(guest.EndPoint, null);
        await using var qmp = await QmpClient.ConnectAsync("source", peer.EndPoint);
        await using var shell = await ConsoleShell.StartAsync(console, new Regex("init: the guest is up[^\n]*\n"), Soon);
        await using var end = new GuestEnd(shell);
        end.Watch(qmp.Events, 0);

        var waiting = shell.RunAsync("poweroff -f", Long);
        await Assert.ThrowsAsync<HarnessException>(
            () => console.WaitForAsync(new Regex("more"), console.Position, Long, "waiting"));
        var later = shell.RunAsync("echo here", Long);
        closed.SetResult();

        foreach (var command in new[] { waiting, later })
        {
            var failure = (await Assert.ThrowsAsync<HarnessException>(() => command.WaitAsync(Soon)))!;
            Assert.That(failure.Message, Does.Contain("the guest shut down at 00:00:01.005 UTC (guest-shutdown)"));
        }
    }

    [TestCase("echo b > /proc/sysrq-trigger", "the guest was reset at .* \\(guest-reset\\)")]
    [TestCase("reboot -f", "the guest was reset at .* \\(guest-reset\\)")]
    [TestCase("poweroff -f", "the guest shut down at .* \\(guest-shutdown\\)")]
    [Category("slow")]
    public async Task A_real_guest_that_ends_itself(string script, string expected)
    {
        await using var bench = Workbench.Create();
        await using var guest = await bench.BootAsync(await bench.LunAsync());

        foreach (var command in new[] { script, "echo here" })
        {
            var failure = (await Assert.ThrowsAsync<HarnessException>(
                () => guest.Shell.RunAsync(command, Long).WaitAsync(Soon)))!;
            Assert.That(failure.Message, Does.Match($@"^\[guest-health\] .*{expected}.*; the console's last lines: "));
        }
    }

    private static FakePeer Events(Task begin, params (string Name, string Data)[] events) => new(async c =>
    {
        await c.NegotiateAsync();
        await begin;
        foreach (var (name, data) in events)
            await c.SendLineAsync(
                $$$"""{"event": "{{{name}}}", "data": {{{data}}}, "timestamp": {"seconds": 1, "microseconds": 5000}}""");
        await c.StaySilentAsync();
    });
}
