using System.Net;
using System.Net.Sockets;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>Hosts that are reached only by what the choice of the transport finds in the configuration.</summary>
[Parallelizable]
public sealed class SshHostTests
{
    private SshServer _server = null!;

    [SetUp]
    public async Task StartServer() => _server = await SshServer.StartAsync();

    [TearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public Task Reaches_a_host_by_a_ProxyCommand() => ReachesAsync(
        $"ProxyCommand /usr/sbin/sshd -i -f {_server["sshd_config"]}", _server.Destination, "SSH.NET has no ProxyCommand");

    [Test]
    public async Task Reaches_a_host_by_a_key_that_only_the_agent_has()
    {
        await using var agent = await SshAgentProcess.StartAsync(_server["agent"]);
        await agent.AddAsync(_server["user_key"]);

        await ReachesAsync(
            $"IdentityAgent {agent.Socket}\nIdentityFile {_server["absent"]}",
            _server.Destination with { IdentityFile = null },
            "only the SSH agent has the key user_key");
    }

    [Test]
    public async Task Reaches_a_host_by_a_certificate_of_the_user()
    {
        await SshKeys.GenerateAsync(_server["authority"]);
        await SshKeys.GenerateAsync(_server["signed"]);
        await SshKeys.SignAsync(_server["signed"], _server["authority"]);
        await File.WriteAllTextAsync(
            _server["authorized_keys"], $"cert-authority {await File.ReadAllTextAsync(_server["authority.pub"])}");

        await ReachesAsync(
            "", _server.Destination with { IdentityFile = _server["signed"] },
            $"SSH.NET takes no certificate: {_server["signed"]}-cert.pub");
    }

    [Test]
    public async Task A_host_that_was_not_used_is_disposed_without_being_reached()
    {
        var destination = new SshDestination("no-such-host.invalid");
        var host = new SshHost("lab1", destination);

        await host.DisposeAsync();

        Assert.That((host.Name, host.Connection), Is.EqualTo(("lab1", new SshConnection(destination))));
    }

    private async Task ReachesAsync(string settings, SshDestination destination, string reason)
    {
        await File.WriteAllTextAsync(_server["ssh_config"], settings);
        var connection = new SshConnection(destination with { ConfigFile = _server["ssh_config"] });
        await using var host = new HostFactory().Connect("lab1", connection);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.That(await HostFactory.DescribeTransportAsync(connection), Is.EqualTo($"OpenSSH's client: {reason}"));
        Assert.That((await host.RunAsync(new Command("echo", "reached"))).StandardOutput, Is.EqualTo("reached\n"));
        await using var forward = await host.ForwardAsync(listener.LocalEndpoint);
        Assert.That(forward.Local, Is.InstanceOf<UnixDomainSocketEndPoint>());
    }
}
