using TestHarness.Hosts;
using TestHarness.Hosts.Channels;

namespace TestHarness.Tests.Hosts;

public sealed class LocalHostTests : HostContract
{
    internal override IHost Host { get; } = new LocalHost("local", words => new ProcessChannel(words));
}
