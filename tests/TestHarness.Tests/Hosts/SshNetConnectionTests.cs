using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class SshNetConnectionTests : SshConnectionContract
{
    private protected override IHost Connect(string name, SshDestination destination) => new SshHost(name, destination);
}
