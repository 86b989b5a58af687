using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Guests.Templates;

/// <summary>This machine with a cache folder of the test's own.</summary>
internal sealed class CacheHost(string name, string cache) : HostDecorator(new LocalHost(name))
{
    public override Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        base.RunAsync(command.WithEnvironment("XDG_CACHE_HOME", cache), cancellationToken);
}

/// <summary>Hosts that are this machine, with a cache folder of the test's own.</summary>
internal sealed class CacheHosts(string cache) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => new CacheHost(name, cache);
}
