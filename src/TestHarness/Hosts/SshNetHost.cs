using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Renci.SshNet.Common;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.SshNet;

namespace TestHarness.Hosts;

/// <summary>
/// A host reached by SSH.NET, over as many connections as its commands need at once. They are made when a command needs them,
/// and anew when they were lost; the command that ran meanwhile fails. SSH.NET forwards no Unix sockets: OpenSSH's client does.
/// </summary>
public sealed class SshNetHost(string name, SshDestination destination) : PosixHost(name, new SshConnection(destination))
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly SshNetFiles _files = new(name, destination);
    private readonly Lazy<OpenSshHost> _sockets = new(() => new OpenSshHost(name, destination));
    private ImmutableArray<SshNetLink> _links = [];

    public override async Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default)
    {
        if (endPoint is UnixDomainSocketEndPoint)
            return await _sockets.Value.ForwardAsync(endPoint, cancellationToken);

        var link = await EnterAsync(cancellationToken);
        link.Leave();
        return SshNetForward.Open(link.Client, endPoint);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
            await link.DisposeAsync();
        await _files.DisposeAsync();
        if (_sockets.IsValueCreated)
            await _sockets.Value.DisposeAsync();
        _connecting.Dispose();
    }

    private protected override async Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken) =>
        await SshNetChannel.OpenAsync(await EnterAsync(cancellationToken), words);

    private protected override async Task<string?> SendAsync(
        Stream file, string hostPath, UnixFileMode mode, CancellationToken cancellationToken)
    {
        try
        {
            await _files.SendAsync(file, hostPath, $"{hostPath}.testharness-{ProcessTag.NewId()}", mode, cancellationToken);
            return null;
        }
        catch (SshException failure)
        {
            return $"over SFTP: {failure.Message}";
        }
    }

    private protected override async Task<(UnixFileMode Mode, string? Failure)> ReceiveAsync(
        string hostPath, Stream file, CancellationToken cancellationToken)
    {
        try
        {
            return (await _files.ReceiveAsync(hostPath, file, cancellationToken), null);
        }
        catch (SshException failure)
        {
            return (default, $"over SFTP: {failure.Message}");
        }
    }

    /// <summary>A connection with room for one session more, which is taken.</summary>
    private async Task<SshNetLink> EnterAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            foreach (var lost in _links.Where(link => !link.IsAlive))
            {
                _links = _links.Remove(lost);
                await lost.DisposeAsync();
            }

            if (_links.FirstOrDefault(link => link.TryEnter()) is { } free)
                return free;

            var link = await SshNetLink.OpenAsync(Name, destination, cancellationToken);
            link.TryEnter();
            _links = _links.Add(link);
            return link;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
