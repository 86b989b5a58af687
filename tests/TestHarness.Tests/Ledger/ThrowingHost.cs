using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Ledger;

/// <summary>A host on which some commands end by an exception instead of a result; it counts all commands.</summary>
internal sealed class ThrowingHost(string name, HostConnection connection, Func<Command, Exception?> error) : IHost
{
    private readonly LocalHost _host = new(name);
    private int _commands;

    public int Commands => _commands;

    public string Name => _host.Name;

    public HostConnection Connection => connection;

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commands);
        return error(command) is { } thrown
            ? Task.FromException<CommandResult>(thrown)
            : _host.RunAsync(command, cancellationToken);
    }

    public Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.StartAsync(command, cancellationToken);

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        _host.PutFileAsync(localPath, hostPath, cancellationToken);

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        _host.GetFileAsync(hostPath, localPath, cancellationToken);

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        _host.ForwardAsync(endPoint, cancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

/// <summary>Every connection is this host.</summary>
internal sealed class OneHost(IHost host) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => host;
}
