using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Labs.LegChecks;

/// <summary>This machine as a host, with what a test has planted; processes start as they are.</summary>
internal sealed class PlantedHost(string name, Plants plants) : IHost
{
    private readonly LocalHost _host = new(name);

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        plants.AnswerTo(command) is { } output
            ? Task.FromResult(new CommandResult(Name, $"{command}", 0, output, "", TimeSpan.Zero))
            : _host.RunAsync(plants.Apply(command), cancellationToken);

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

/// <summary>Connects to hosts that all have the same plants.</summary>
internal sealed class PlantedHosts(Plants plants) : IHostFactory
{
    public IHost Connect(string name, HostConnection connection) => new PlantedHost(name, plants);
}
