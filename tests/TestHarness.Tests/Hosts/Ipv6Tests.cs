using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>Hosts that are reached over IPv6 alone.</summary>
[Parallelizable]
public sealed class Ipv6Tests
{
    private SshServer _server = null!;

    [SetUp]
    public async Task StartServer() => _server = await SshServer.StartAsync(address: "::1");

    [TearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Both_transports_reach_a_host_by_its_address()
    {
        Assert.That($"{_server.Destination}", Does.EndWith($"@[::1]:{_server.Port}"));
        foreach (var host in Hosts(_server.Destination))
        {
            await using (host)
                Assert.That((await host.RunAsync(new Command("echo", "reached"))).StandardOutput, Is.EqualTo("reached\n"));
        }

        Assert.That(
            await HostFactory.DescribeTransportAsync(new SshConnection(_server.Destination)), Does.StartWith("SSH.NET"));
    }

    [Test]
    public async Task A_key_that_is_not_known_is_added_by_the_address()
    {
        foreach (var host in Hosts(_server.Destination with { KnownHostsFile = _server["nobody"] }))
        {
            await using (host)
            {
                Assert.That(
                    async () => await host.RunAsync(new Command("true")),
                    Throws.TypeOf<HarnessException>().With.Message.Contains($"'ssh-keyscan -p {_server.Port} ::1 >> "));
            }
        }
    }

    [Test]
    public async Task A_host_is_reached_through_a_jump_host()
    {
        await using var behind = await SshServer.StartAsync();
        await File.AppendAllTextAsync(behind["known_hosts"], await File.ReadAllTextAsync(_server["known_hosts"]));
        await File.WriteAllTextAsync(behind["ssh_config"], $"Host ::1\n  IdentityFile {_server["user_key"]}\n");
        var destination = behind.Destination with
        {
            JumpHost = $"{Environment.UserName}@[::1]:{_server.Port}", ConfigFile = behind["ssh_config"],
        };
        foreach (var host in Hosts(destination))
        {
            await using (host)
                Assert.That((await host.RunAsync(new Command("echo", "reached"))).StandardOutput, Is.EqualTo("reached\n"));
        }
    }

    private static IEnumerable<IHost> Hosts(SshDestination destination) =>
        [new SshHost("lab1", destination), new OpenSshHost("lab1", destination)];
}
