using System.Collections.Concurrent;
using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Qemu.Capabilities;

/// <summary>This machine with a cache folder of the test's own; it counts the commands it runs.</summary>
internal sealed class RecordingHost : IHost
{
    private readonly LocalHost _host = new("local");

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    public string Folder { get; } = Directory.CreateTempSubdirectory("testharness-").FullName;

    /// <summary>What commands take for /tmp.</summary>
    public string TemporaryFolder => Directory.CreateDirectory(Path.Combine(Folder, "tmp")).FullName;

    public ConcurrentQueue<string> Commands { get; } = new();

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        Commands.Enqueue($"{command}");
        return _host.RunAsync(
            command.WithEnvironment("XDG_CACHE_HOME", Path.Combine(Folder, "cache")).WithEnvironment("TMPDIR", TemporaryFolder),
            cancellationToken);
    }

    public Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        _host.StartAsync(command, cancellationToken);

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        _host.PutFileAsync(localPath, hostPath, cancellationToken);

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        _host.GetFileAsync(hostPath, localPath, cancellationToken);

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        _host.ForwardAsync(endPoint, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A program of the test's own in the place of QEMU.</summary>
    public string WriteProgram(string name, string script)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
