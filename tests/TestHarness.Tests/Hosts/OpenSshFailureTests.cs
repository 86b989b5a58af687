using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class OpenSshFailureTests : SshFailureContract
{
    private protected override IHost Connect(string name, SshDestination destination) => new OpenSshHost(name, destination);
}
