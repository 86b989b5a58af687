using System.Collections.Immutable;
using System.Net;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts;

/// <summary>
/// A host reached by the OpenSSH client, over one connection that all commands share. It is made at the first command, and
/// made anew when it was lost; the command that ran meanwhile fails.
/// </summary>
internal sealed class OpenSshHost(string name, SshDestination destination) : PosixHost(name, new SshConnection(destination))
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private SshMaster? _master;

    public override async Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        await SshForward.OpenAsync(await ConnectAsync(cancellationToken), endPoint, cancellationToken);

    private protected override async ValueTask DisposeCarrierAsync()
    {
        if (_master is not null)
            await _master.DisposeAsync();
        _connecting.Dispose();
    }

    private protected override async Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken) =>
        (await ConnectAsync(cancellationToken)).Open(words);

    private async Task<SshMaster> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_master is { IsAlive: true } alive)
                return alive;

            (var lost, _master) = (_master, null);
            if (lost is not null)
                await lost.DisposeAsync();
            return _master = await SshMaster.ConnectAsync(Name, destination, cancellationToken);
        }
        finally
        {
            _connecting.Release();
        }
    }
}
