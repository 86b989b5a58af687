using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class OpenSshHostTests : SshHostContract
{
    private protected override IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);
}
