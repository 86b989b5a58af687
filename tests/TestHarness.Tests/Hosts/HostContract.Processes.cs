using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public abstract partial class HostContract
{
    [Test]
    public async Task Starts_a_process_that_is_listed_until_it_is_disposed()
    {
        string id;
        await using (var process = await Host.StartAsync(new Command("sleep", "300")))
        {
            id = process.Id;
            Assert.That(await RunningAsync(id), Is.EqualTo([new TaggedProcess(id, process.ProcessId, "sleep 300")]));
        }

        Assert.That(await RunningAsync(id), Is.Empty);
    }

    [Test]
    public async Task A_process_that_is_left_running_outlives_its_object()
    {
        var process = await Host.StartAsync(new Command("sleep", "300"));

        await process.LeaveRunningAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await process.DisposeAsync();

        Assert.That(await RunningAsync(process.Id), Is.EqualTo([new TaggedProcess(process.Id, process.ProcessId, "sleep 300")]));
        await Host.RunAsync(HostProcesses.End(process.Id));
        Assert.That(await RunningAsync(process.Id), Is.Empty);
    }

    [Test]
    public async Task A_process_that_has_ended_is_not_left_running()
    {
        await using var process = await Host.StartAsync(new Command("true"));
        await process.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(async () => await process.LeaveRunningAsync().WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
    }

    [TestCase(HostSignal.Interrupt)]
    [TestCase(HostSignal.Terminate)]
    [TestCase(HostSignal.Kill)]
    public async Task Signals_the_process_itself(HostSignal signal)
    {
        await using var process = await Host.StartAsync(new Command("sleep", "300"));

        await process.SignalAsync(signal);

        var result = await process.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((128 + (int)signal, "")));
    }

    [Test]
    public async Task A_process_reports_its_exit_code_and_output()
    {
        await using var process = await Host.StartAsync(Command.Shell("echo out; echo err >&2; exit 255"));

        var result = await process.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That((result.ExitCode, result.StandardOutput, result.StandardError), Is.EqualTo((255, "out\n", "err\n")));
        Assert.That(process.StandardErrorTail, Is.EqualTo("err\n"));
    }

    [Test]
    public async Task A_process_inherits_neither_its_leash_nor_an_input()
    {
        await using var process = await Host.StartAsync(Command.Shell(
            "leash=$(readlink /proc/$PPID/fd/3); echo ${leash%%:*}; readlink /proc/$$/fd/* | grep -cxF \"$leash\"; readlink " +
            "/proc/$$/fd/0"));

        var result = await process.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(result.StandardOutput, Is.EqualTo("pipe\n0\n/dev/null\n").Or.EqualTo("socket\n0\n/dev/null\n"));
    }

    [Test]
    public async Task A_process_that_was_left_behind_ends_with_its_parent()
    {
        await using var process = await Host.StartAsync(Command.Shell("setsid sleep 300 >/dev/null 2>&1 & exit 0"));

        await process.Completion.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That(await RunningAsync(process.Id), Is.Empty);
    }

    [Test, Category("slow")]
    public async Task A_stopped_process_that_ignores_SIGTERM_is_killed()
    {
        var ready = new LineStream("ready");
        var process = await Host.StartAsync(
            Command.Shell("trap '' TERM; echo ready; while :; do sleep 0.2; done").WithStandardOutput(ready));
        await ready.Found.WaitAsync(TimeSpan.FromSeconds(20));
        await process.SignalAsync(HostSignal.Stop);

        await process.DisposeAsync();

        Assert.That((await process.Completion).ExitCode, Is.EqualTo(128 + 9));
    }

    [Test]
    public void Does_not_start_a_program_that_is_not_there() =>
        Assert.That(
            async () => await Host.StartAsync(new Command("no-such-program")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[preflight] program 'no-such-program' was not found"));

    [Test]
    public async Task Ends_a_process_by_its_id_and_is_content_when_there_is_none()
    {
        var id = ProcessTag.NewId();
        await Host.RunAsync(Command.Shell("setsid -f sleep 300 >/dev/null 2>&1").WithEnvironment(ProcessTag.Variable, id));
        Assert.That(await RunningAsync(id), Has.Exactly(1).Items);

        Assert.That((await Host.RunAsync(HostProcesses.End(id))).ExitCode, Is.Zero);
        Assert.That((await Host.RunAsync(HostProcesses.End(id))).ExitCode, Is.Zero);

        Assert.That(await RunningAsync(id), Is.Empty);
    }

    [Test]
    public async Task Reaches_a_TCP_port_of_the_host()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await using var forward = await Host.ForwardAsync(listener.LocalEndpoint);

        Assert.That(await RoundTripAsync(forward.Local, () => listener.AcceptSocketAsync()), Is.EqualTo("ping"));
    }

    [Test]
    public async Task Reaches_a_Unix_socket_of_the_host()
    {
        using var directory = new TemporaryDirectory();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(directory["qmp.sock"]));
        listener.Listen();

        await using var forward = await Host.ForwardAsync(new UnixDomainSocketEndPoint(directory["qmp.sock"]));

        Assert.That(await RoundTripAsync(forward.Local, () => listener.AcceptAsync()), Is.EqualTo("ping"));
    }

    private static async Task<string> RoundTripAsync(EndPoint endPoint, Func<Task<Socket>> accept)
    {
        using var client = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(endPoint);
        using var server = await accept().WaitAsync(TimeSpan.FromSeconds(20));
        await client.SendAsync("ping"u8.ToArray());
        var buffer = new byte[4];
        var count = await server.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(20));
        return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
    }
}
