using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A host that does what another one does; a test changes a part of it.</summary>
internal abstract class HostDecorator(IHost host) : IHost
{
    public string Name => host.Name;

    public virtual HostConnection Connection => host.Connection;

    public virtual Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        host.RunAsync(command, cancellationToken);

    public virtual Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        host.StartAsync(command, cancellationToken);

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        host.PutFileAsync(localPath, hostPath, cancellationToken);

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        host.GetFileAsync(hostPath, localPath, cancellationToken);

    public virtual Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        host.ForwardAsync(endPoint, cancellationToken);

    public virtual ValueTask DisposeAsync() => host.DisposeAsync();
}
