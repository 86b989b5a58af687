using System.Net;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Tests.Images;

/// <summary>This machine with an apt configuration of the test's own, and programs in front of its PATH.</summary>
internal sealed class PreparedMachine : IHost
{
    private readonly LocalHost _host = new("this machine");
    private string? _aptConfiguration;

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    public string Folder { get; } = Directory.CreateTempSubdirectory("testharness-lab-image-test-").FullName;

    public void Replace(string program, string script)
    {
        var path = Path.Combine(Folder, program);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void ConfigureApt(string options)
    {
        _aptConfiguration = Path.Combine(Folder, "apt.conf");
        File.WriteAllText(_aptConfiguration, options);
    }

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.RunAsync(Prepared(command), cancellationToken);

    public Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.StartAsync(Prepared(command), cancellationToken);

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        _host.PutFileAsync(localPath, hostPath, cancellationToken);

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        _host.GetFileAsync(hostPath, localPath, cancellationToken);

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        _host.ForwardAsync(endPoint, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return _host.DisposeAsync();
    }

    private Command Prepared(Command command)
    {
        var prepared = command.WithEnvironment("PATH", $"{Folder}:{Environment.GetEnvironmentVariable("PATH")}");
        return _aptConfiguration is null ? prepared : prepared.WithEnvironment("APT_CONFIG", _aptConfiguration);
    }
}
