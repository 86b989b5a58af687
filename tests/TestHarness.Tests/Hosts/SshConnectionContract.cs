using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>What every transport does as connections come and go.</summary>
[Parallelizable]
public abstract class SshConnectionContract
{
    private SshServer _server = null!;
    private IHost _host = null!;

    internal SshServer Server => _server;

    internal IHost Host => _host;

    private protected abstract IHost Connect(string name, SshDestination destination);

    [SetUp]
    public async Task StartServer()
    {
        _server = await SshServer.StartAsync();
        _host = Connect("lab1", _server.Destination);
    }

    [TearDown]
    public async Task StopServer()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task A_connection_lost_in_the_middle_of_a_command_is_reported_and_made_again()
    {
        var ready = new LineStream("ready");
        var id = ProcessTag.NewId();
        var running = _host.RunAsync(
            Command.Shell("echo ready; sleep 300")
                .WithStandardOutput(ready).WithEnvironment(ProcessTag.Variable, id).WithTimeout(TimeSpan.FromSeconds(90)));
        await ready.Found.WaitAsync(TimeSpan.FromSeconds(20));

        await _server.SignalSessionsAsync("KILL");

        var failure = await Assert.ThrowsAsync<HarnessException>(async () => await running);
        Assert.That(failure!.Message, Does.StartWith($"[ssh] host lab1 ({_server.Destination}): the connection broke"));
        TestContext.Out.WriteLine(failure.Message);
        Assert.That((await _host.RunAsync(new Command("echo", "again"))).StandardOutput, Is.EqualTo("again\n"));
        Assert.That(await Tagged.RunsAsync(id), Is.False);
    }

    [Test]
    public async Task A_connection_that_is_lost_while_its_shells_are_idle_is_made_again_for_the_next_command()
    {
        for (var time = 0; time < 3; time++)
        {
            Assert.That(await Rendezvous.RunAsync(_host, 3), Is.EqualTo(Rendezvous.Met(3)));

            await _server.SignalSessionsAsync("KILL");

            Assert.That((await _host.RunAsync(new Command("echo", "again"))).StandardOutput, Is.EqualTo("again\n"));
        }
    }

    [Test]
    public async Task A_connection_that_is_lost_while_a_shell_is_busy_is_reported_and_made_again()
    {
        var id = ProcessTag.NewId();
        await _host.RunAsync(new Command("true"));
        var running = _host.RunAsync(new Command("sleep", "300").WithEnvironment(ProcessTag.Variable, id));
        Assert.That(async () => await Tagged.RunsAsync(id), Is.True.After(20_000, 10));

        await _server.SignalSessionsAsync("KILL");

        Assert.That(
            async () => await running,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                $"[ssh] host lab1 ({_server.Destination}): the connection broke"));
        Assert.That((await _host.RunAsync(new Command("echo", "again"))).StandardOutput, Is.EqualTo("again\n"));
        Assert.That(await Tagged.RunsAsync(id), Is.False);
    }

    [Test]
    public async Task A_host_that_stays_unreachable_is_reported_each_time()
    {
        await _host.RunAsync(new Command("true"));
        await _server.SignalSessionsAsync("KILL");
        await _server.DisposeAsync();
        _server = null!;

        for (var time = 0; time < 3; time++)
            Assert.That(
                async () => await _host.RunAsync(new Command("true")),
                Throws.TypeOf<HarnessException>().With.Message.StartsWith("[ssh] host lab1"));
    }

    [Test, Category("slow")]
    public async Task A_connection_that_falls_silent_is_given_up()
    {
        var ready = new LineStream("ready");
        var running = _host.RunAsync(
            Command.Shell("echo ready; sleep 300").WithStandardOutput(ready).WithTimeout(TimeSpan.FromMinutes(5)));
        await ready.Found.WaitAsync(TimeSpan.FromSeconds(20));

        await _server.SignalSessionsAsync("STOP");

        var failure = await Assert.ThrowsAsync<HarnessException>(async () => await running.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.That(failure!.Message, Does.StartWith("[ssh]").And.Contains("it stopped answering"));
        await _server.SignalSessionsAsync("KILL");
    }

    [Test]
    public async Task A_lost_connection_ends_the_processes_on_the_host()
    {
        await using var process = await _host.StartAsync(new Command("sleep", "300"));

        await _server.SignalSessionsAsync("KILL");

        Assert.That(
            async () => await process.Completion,
            Throws.TypeOf<HarnessException>().With.Message.Contains("the connection broke"));
        Assert.That(await Tagged.EndsAsync(process.Id), Is.True);
    }

    [Test]
    public async Task A_file_whose_copy_is_cut_off_is_not_published()
    {
        using var directory = new TemporaryDirectory();
        await using (var large = File.Create(directory["large"]))
            large.SetLength(8L << 30);
        await File.WriteAllTextAsync(directory["copy"], "before");
        await _host.RunAsync(new Command("true"));
        var copying = _host.PutFileAsync(directory["large"], directory["copy"]);
        var hasBegun = await UntilAsync(() => Parts().Any(part => part.Length > 0));
        Assert.That(hasBegun, Is.True);

        await _server.SignalSessionsAsync("KILL");

        Assert.That(async () => await copying, Throws.TypeOf<HarnessException>());
        Assert.That(await UntilAsync(() => Parts().Length == 0), Is.True, "a part of the copy is left");
        Assert.That(await File.ReadAllTextAsync(directory["copy"]), Is.EqualTo("before"));

        FileInfo[] Parts() => new DirectoryInfo(directory.Path).GetFiles("copy.testharness-*");
    }

    [Test]
    public async Task Forwards_and_processes_of_a_lost_connection_are_disposed_without_an_error()
    {
        var process = await _host.StartAsync(new Command("sleep", "300"));
        var forward = await _host.ForwardAsync(new UnixDomainSocketEndPoint(_server["socket"]));
        await _server.SignalSessionsAsync("KILL");

        await forward.DisposeAsync();
        await process.SignalAsync(HostSignal.Terminate);
        await process.DisposeAsync();

        Assert.That(
            async () => await process.Completion,
            Throws.TypeOf<HarnessException>().With.Message.Contains("the connection broke"));
        Assert.That(await Tagged.EndsAsync(process.Id), Is.True);
    }

    [Test]
    public async Task A_forward_of_a_TCP_port_is_disposed_without_an_error_after_its_connection_was_lost()
    {
        var forward = await _host.ForwardAsync(new IPEndPoint(IPAddress.Loopback, _server.Port));
        await _server.SignalSessionsAsync("KILL");

        await forward.DisposeAsync();

        Assert.That((await _host.RunAsync(new Command("echo", "again"))).StandardOutput, Is.EqualTo("again\n"));
    }

    [Test]
    public async Task A_command_whose_shell_is_killed_has_no_exit_code_and_leaves_the_connection()
    {
        var failure = await Assert.ThrowsAsync<HarnessException>(
            async () => await _host.RunAsync(Command.Shell("kill -9 $(ps -o ppid= $PPID)")));

        Assert.That(failure!.Message, Does.Contain("ended without an exit code; was its shell killed?"));
        failure = await Assert.ThrowsAsync<HarnessException>(
            async () => await _host.RunAsync(Command.Shell("kill -9 $(ps -o ppid= $PPID)")));
        Assert.That(failure!.Message, Does.Contain("ended without an exit code; was its shell killed?"));
        Assert.That((await _host.RunAsync(new Command("echo", "again"))).StandardOutput, Is.EqualTo("again\n"));
    }

    [Test, Category("slow")]
    public async Task Forwards_and_processes_of_a_silent_connection_are_disposed_in_time()
    {
        var process = await _host.StartAsync(new Command("sleep", "300"));
        var forward = await _host.ForwardAsync(new UnixDomainSocketEndPoint(_server["socket"]));
        await _server.SignalSessionsAsync("STOP");

        await Task.WhenAll(forward.DisposeAsync().AsTask(), process.DisposeAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(60));
        await _host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        _host = null!;

        Assert.That(async () => await process.Completion, Throws.TypeOf<HarnessException>().With.Message.StartsWith("[ssh]"));
        await _server.SignalSessionsAsync("KILL");
        Assert.That(await Tagged.EndsAsync(process.Id), Is.True);
    }

    [Test]
    public async Task Disposing_the_host_ends_its_processes_and_leaves_no_directory()
    {
        var process = await _host.StartAsync(new Command("sleep", "300"));
        await using var forward = await _host.ForwardAsync(new UnixDomainSocketEndPoint(_server["socket"]));
        var directory = Path.GetDirectoryName(((UnixDomainSocketEndPoint)forward.Local).ToString());

        await _host.DisposeAsync();
        _host = null!;

        Assert.That(await Tagged.EndsAsync(process.Id), Is.True);
        Assert.That(Directory.Exists(directory), Is.False);
    }

    [Test]
    public async Task A_disposed_forward_is_gone()
    {
        var forward = await _host.ForwardAsync(new IPEndPoint(IPAddress.Loopback, _server.Port));
        await forward.DisposeAsync();

        using var socket = new Socket(forward.Local.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        Assert.That(async () => await socket.ConnectAsync(forward.Local), Throws.InstanceOf<SocketException>());
    }

    [TestCase("true", 400)]
    [TestCase("head -c 1 >&2", 200)]
    public async Task Commands_that_leave_their_input_unread_leave_the_connection_to_others(string script, int times)
    {
        var input = new byte[1 << 20];
        await using var other = await _host.StartAsync(new Command("sleep", "300"));

        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, cancellationToken) =>
            await _host.RunAsync(Command.Shell(script).WithStandardInput(new MemoryStream(input)), cancellationToken));

        Assert.That(other.Completion.IsCompleted, Is.False);
    }

    [Test]
    public async Task Commands_without_an_input_leave_the_connection_to_others()
    {
        await using var other = await _host.StartAsync(new Command("sleep", "300"));

        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, cancellationToken) =>
            await _host.RunAsync(new Command("true"), cancellationToken));

        Assert.That(other.Completion.IsCompleted, Is.False);
    }

    [Test]
    public async Task Processes_that_end_as_they_are_signalled_leave_the_connection_to_others()
    {
        await using var other = await _host.StartAsync(new Command("sleep", "300"));

        await Parallel.ForAsync(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (_, cancellationToken) =>
        {
            await using var process = await _host.StartAsync(new Command("true"), cancellationToken);
            await process.SignalAsync(HostSignal.Terminate, cancellationToken);
        });

        Assert.That(other.Completion.IsCompleted, Is.False);
    }

    [Test]
    public async Task More_commands_than_the_server_has_sessions_run_at_once() =>
        Assert.That(await Rendezvous.RunAsync(_host, 14), Is.EqualTo(Rendezvous.Met(14)));

    [Test]
    public async Task More_commands_than_a_connection_has_sessions_run_at_once_on_a_server_with_few()
    {
        await using var server = await SshServer.StartAsync("MaxSessions 2");
        await using var host = Connect("lab1", server.Destination);

        Assert.That(await Rendezvous.RunAsync(host, 5), Is.EqualTo(Rendezvous.Met(5)));
        Assert.That(await Rendezvous.RunAsync(host, 3), Is.EqualTo(Rendezvous.Met(3)));
    }

    [Test]
    public async Task More_commands_than_the_server_lets_log_in_at_once_run_at_once()
    {
        await using var server = await SshServer.StartAsync("MaxStartups 2:100:2");
        await using var host = Connect("lab1", server.Destination);

        Assert.That(await Rendezvous.RunAsync(host, 30), Is.EqualTo(Rendezvous.Met(30)));
    }

    [TestCase("gate")]
    [TestCase("first,{0}@gate:{1}")]
    public async Task Goes_through_jump_hosts_of_a_configuration_file(string jumps)
    {
        var key = await File.ReadAllTextAsync(_server["host_key.pub"]);
        await File.AppendAllTextAsync(_server["known_hosts"], $"[localhost]:{_server.Port} {key}");
        await File.WriteAllTextAsync(_server["ssh_config"], $"""
            Host gate first
              HostName 127.0.0.1
              Port {_server.Port}
              IdentityFile "{_server["user_key"]}"
            Host inner
              HostName localhost
            """);
        var destination = new SshDestination(
            "inner", Port: _server.Port, IdentityFile: _server["user_key"],
            JumpHost: string.Format(null, jumps, Environment.UserName, _server.Port),
            KnownHostsFile: _server["known_hosts"], ConfigFile: _server["ssh_config"]);

        await using var host = Connect("inner", destination);

        Assert.That((await host.RunAsync(new Command("echo", "through"))).StandardOutput, Is.EqualTo("through\n"));
    }

    [Test]
    public async Task A_killed_harness_leaves_no_process_on_its_leash()
    {
        using var directory = new TemporaryDirectory();
        var id = ProcessTag.NewId();
        using var harness = await Harness.StartAsync(directory["ledger"], _host.Connection, id, directory["scratch"]);
        Assert.That(await Tagged.RunsAsync($"{id}.leashed"), Is.True);

        await harness.KillAsync();

        Assert.That(await Tagged.EndsAsync($"{id}.leashed"), Is.True);
        await _host.RunAsync(HostProcesses.End(id));
    }

    /// <summary>Nothing tells of a file that another process writes: looks until it is so, 20 s at most.</summary>
    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            if (bound.IsCancellationRequested)
                return false;
            await Task.Delay(10);
        }

        return true;
    }
}
