using System.Collections.Concurrent;

namespace TestHarness.Hosts;

/// <summary>One <see cref="IHost"/> for each name and connection, disposed together.</summary>
public sealed class HostPool(IHostFactory factory) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Name, HostConnection Connection), Lazy<IHost>> _hosts = new();

    public IHost Get(string name, HostConnection connection) =>
        _hosts.GetOrAdd((name, connection), key => new(() => factory.Connect(key.Name, key.Connection))).Value;

    /// <summary>Ends all hosts, also when one of them throws.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_hosts.Values.Select(async host => await host.Value.DisposeAsync()));
}
