using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class SshNetHostTests : SshHostContract
{
    [Test]
    public async Task SSH_NET_carries_the_host_of_these_tests() =>
        Assert.That(await HostFactory.DescribeTransportAsync(Host.Connection), Does.StartWith("SSH.NET"));

    [Test]
    public async Task Programs_write_their_messages_in_English() =>
        Assert.That((await Host.RunAsync(Command.Shell("echo $LC_ALL"))).StandardOutput, Is.EqualTo("C\n"));

    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);
}
