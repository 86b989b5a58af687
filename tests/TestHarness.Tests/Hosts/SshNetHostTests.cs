using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class SshNetHostTests : SshHostContract
{
    [Test]
    public async Task SSH_NET_carries_the_host_of_these_tests() =>
        Assert.That(await HostFactory.DescribeTransportAsync(Host.Connection), Does.StartWith("SSH.NET"));

    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);
}
