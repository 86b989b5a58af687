using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class LocalHostTests : HostContract
{
    internal override IHost Host { get; } = new LocalHost("local");

    private protected override IHost ConnectAgain() => new LocalHost("local");
}
