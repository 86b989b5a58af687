using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Ssh;
using TestHarness.Hosts.Sudo;

namespace TestHarness.Hosts;

/// <summary>
/// A host reached by the OpenSSH client, over as many connections as its commands need at once. A connection is made when a
/// command needs it, and made again when it was lost; the command that ran meanwhile fails.
/// </summary>
internal sealed class OpenSshHost(string name, SshDestination destination) : PosixHost(name, new SshConnection(destination))
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private ImmutableArray<SshMaster> _masters = [];

    public override async Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default)
    {
        var forward = await SshForward.OpenAsync(await FindAsync(_ => true, cancellationToken), endPoint, cancellationToken);
        return destination.Sudo && endPoint is UnixDomainSocketEndPoint socket
            ? new SudoForward(this, $"{socket}", forward)
            : forward;
    }

    private protected override async ValueTask DisposeCarrierAsync()
    {
        foreach (var master in _masters)
            await master.DisposeAsync();
        _connecting.Dispose();
    }

    private protected override async Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken) =>
        (await FindAsync(master => master.Sessions.TryReserve(SessionCount.Usual), cancellationToken)).Open(words);

    /// <summary>Finds a connection that serves; makes one when none does.</summary>
    private async Task<SshMaster> FindAsync(Func<SshMaster, bool> serves, CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            foreach (var lost in _masters.Where(master => !master.IsAlive))
            {
                _masters = _masters.Remove(lost);
                await lost.DisposeAsync();
            }

            do
            {
                if (_masters.FirstOrDefault(serves) is { } found)
                    return found;
            }
            while (await CloseIdleShellAsync());

            var made = await SshMaster.ConnectAsync(Name, destination, cancellationToken);
            _masters = _masters.Add(made);
            serves(made);
            return made;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
