using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Storage;

/// <summary>A host on which one path is another file.</summary>
internal sealed class ElsewhereHost(string path, string other) : IHost
{
    private readonly LocalHost _host = new("host2");

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.RunAsync(new Command(command.Program, command.Arguments.Select(word => word == path ? other : word)), cancellationToken);

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
