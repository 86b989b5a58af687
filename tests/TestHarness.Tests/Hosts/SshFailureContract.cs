using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>What every transport says of a host that it does not reach.</summary>
[Parallelizable]
public abstract class SshFailureContract
{
    private SshServer _server = null!;

    private protected abstract IHost Connect(string name, SshDestination destination);

    [OneTimeSetUp]
    public async Task StartServer() => _server = await SshServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Refuses_an_unknown_host_key_and_says_how_to_add_it()
    {
        await File.WriteAllTextAsync(_server["empty_known_hosts"], "");

        await FailsAsync(
            _server.Destination with { KnownHostsFile = _server["empty_known_hosts"] },
            $"its host key is not known; add it with 'ssh-keyscan -p {_server.Port} 127.0.0.1 >> " +
            $"{_server["empty_known_hosts"]}'");
    }

    [Test]
    public async Task Refuses_a_changed_host_key()
    {
        await _server.GenerateKeyAsync("other_host_key");
        await _server.KnowAsync("other_host_key.pub", "other_known_hosts");

        await FailsAsync(
            _server.Destination with { KnownHostsFile = _server["other_known_hosts"] },
            $"remove the old key with 'ssh-keygen -R [127.0.0.1]:{_server.Port}'");
    }

    [TestCase("host_key.pub", "{0} {1}")]
    [TestCase("other_type_host_key.pub", "{0} {1}", Description = "of another type than the one that the server prefers")]
    [TestCase("host_key.pub", "other.invalid,[127.0.0.?]:* {1}")]
    public async Task Lets_a_host_in_by_any_key_that_is_known(string key, string line)
    {
        var publicKey = await File.ReadAllTextAsync(_server[key]);
        await File.WriteAllTextAsync(
            _server["good_known_hosts"], string.Format(null, line, $"[127.0.0.1]:{_server.Port}", publicKey));

        await SucceedsAsync("good_known_hosts");
    }

    [Test]
    public async Task Lets_a_host_in_whose_name_is_hashed()
    {
        await _server.KnowAsync("host_key.pub", "hashed_known_hosts");
        await _server.HashAsync("hashed_known_hosts");

        await SucceedsAsync("hashed_known_hosts");
    }

    [TestCase("@revoked [127.0.0.1]:{0} {1}[127.0.0.1]:{0} {1}", "its host key")]
    [TestCase("![127.0.0.1]:{0},[127.0.0.*]:{0} {1}", "its host key is not known")]
    [TestCase("# [127.0.0.1]:{0} {1}", "its host key is not known")]
    public async Task Refuses_a_key_that_is_not_to_be_trusted(string lines, string message)
    {
        var publicKey = await File.ReadAllTextAsync(_server["host_key.pub"]);
        await File.WriteAllTextAsync(_server["bad_known_hosts"], string.Format(null, lines, _server.Port, publicKey));

        await FailsAsync(_server.Destination with { KnownHostsFile = _server["bad_known_hosts"] }, message);
    }

    [Test]
    public Task Reports_a_refused_connection() =>
        FailsAsync(_server.Destination with { Port = SshServer.FreePort() }, "the connection was refused; is sshd running there");

    [Test]
    public async Task Reports_a_key_that_is_not_accepted()
    {
        await _server.GenerateKeyAsync("other_user_key");

        await FailsAsync(
            _server.Destination with { IdentityFile = _server["other_user_key"] }, "it accepts none of the keys offered");
    }

    [Test]
    public Task Reports_a_missing_key_file() =>
        FailsAsync(_server.Destination with { IdentityFile = _server["absent_key"] }, "its key file is not there");

    [Test]
    public async Task Reports_a_key_file_that_is_not_a_key()
    {
        await File.WriteAllTextAsync(_server["not_a_key"], "nonsense\n");
        File.SetUnixFileMode(_server["not_a_key"], UnixFileMode.UserRead);

        await FailsAsync(_server.Destination with { IdentityFile = _server["not_a_key"] }, "its key file cannot be used");
    }

    [Test]
    public Task Reports_a_name_that_cannot_be_resolved() =>
        FailsAsync(new SshDestination("no-such-host.invalid"), "its name cannot be resolved");

    [Test, Category("slow")]
    public async Task A_host_that_accepts_and_says_nothing_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await FailsAsync(_server.Destination with { Port = ((IPEndPoint)listener.LocalEndpoint).Port }, "it does not answer");
    }

    [Test]
    public async Task Connecting_is_within_the_bound_of_a_command_and_keeps_no_other_command_waiting()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var host = Connect("lab1", _server.Destination with { Port = ((IPEndPoint)listener.LocalEndpoint).Port });

        var commands = Enumerable.Range(0, 3)
            .Select(_ => host.RunAsync(new Command("true").WithTimeout(TimeSpan.FromSeconds(1)))).ToArray();

        foreach (var command in commands)
        {
            Assert.That(
                async () => await command,
                Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                    "[ssh] host lab1 was not reached within 1 s, so 'true' was not started"));
        }
    }

    [TestCase("-oProxyCommand=id")]
    [TestCase("a b")]
    [TestCase("")]
    public void Refuses_a_host_that_is_not_a_name(string host) =>
        Assert.That(
            () => new SshDestination(host), Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config] SSH host"));

    [Test]
    public async Task Refuses_a_path_that_a_configuration_cannot_hold()
    {
        await using var host = Connect("lab1", _server.Destination with { IdentityFile = "a\"\nProxyCommand id" });

        Assert.That(
            async () => await host.RunAsync(new Command("true")),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith("[config]"));
    }

    private async Task SucceedsAsync(string knownHosts)
    {
        await using var host = Connect("lab1", _server.Destination with { KnownHostsFile = _server[knownHosts] });

        Assert.That((await host.RunAsync(new Command("true"))).ExitCode, Is.Zero);
    }

    private async Task FailsAsync(SshDestination destination, string message)
    {
        await using var host = Connect("lab1", destination);

        var failure = await Assert.ThrowsAsync<HarnessException>(async () => await host.RunAsync(new Command("true")));

        Assert.That(
            failure!.Message, Does.StartWith($"[ssh] host lab1 ({destination}): ").And.Contains(message).And.Not.Contains("\n"));
        TestContext.Out.WriteLine(failure.Message);
    }
}
