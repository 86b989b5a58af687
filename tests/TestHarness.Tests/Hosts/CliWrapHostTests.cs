using TestHarness.Hosts;
using TestHarness.Hosts.Adapters;

namespace TestHarness.Tests.Hosts;

public sealed class CliWrapHostTests : HostContract
{
    internal override IHost Host { get; } = new LocalHost("local", words => new CliWrapChannel(words));
}
