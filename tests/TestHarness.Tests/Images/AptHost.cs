using System.Net;
using TestHarness.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Images;

/// <summary>This machine with programs of the test's own in front of its PATH.</summary>
internal sealed class AptHost : IHost
{
    private readonly RecordingHost _host = new();

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    public string Cache => Path.Combine(_host.Folder, "images");

    public string[] Programs => [.. _host.Commands.Select(command => command.Split(' ')[0])];

    public void Replace(string program, string script) => _host.WriteProgram(program, script);

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.RunAsync(
            command.WithEnvironment("PATH", $"{_host.Folder}:{Environment.GetEnvironmentVariable("PATH")}"), cancellationToken);

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
