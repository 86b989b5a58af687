using System.Collections.Concurrent;

namespace TestHarness.Hosts;

/// <summary>One <see cref="IHost"/> for each name and connection, disposed together.</summary>
public sealed class HostPool(IHostFactory factory) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Name, HostConnection Connection), Lazy<IHost>> _hosts = new();

    /// <summary>Returns the host of a name and a connection; connects to it at the first call.</summary>
    public IHost Get(string name, HostConnection connection) =>
        _hosts.GetOrAdd((name, connection), key => new(() => factory.Connect(key.Name, key.Connection))).Value;

    /// <summary>Disposes all hosts, also when one of them throws.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_hosts.Values.Select(async host => await host.Value.DisposeAsync()));
}
