using System.Collections.Immutable;
using System.Net;
using TestHarness.Hosts.Channels;
using TestHarness.Hosts.Ssh;
using TestHarness.Hosts.SshNet;

namespace TestHarness.Hosts;

/// <summary>
/// A host reached by SSH.NET, over as many connections as its commands need at once. A connection is made when a command needs
/// it, and made again when it was lost; the command that ran meanwhile fails. OpenSSH's client makes the forwards, because
/// SSH.NET cannot forward Unix sockets.
/// </summary>
internal sealed class SshNetHost(string name, SshDestination destination, SshNetRoute route)
    : PosixHost(name, new SshConnection(destination))
{
    /// <summary>
    /// The number of attempts to find a session for a command. Each attempt before found a connection that was lost, or one that
    /// allows fewer sessions than was known.
    /// </summary>
    private const int MostAttempts = 16;

    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly Lazy<OpenSshHost> _forwards = new(() => new OpenSshHost(name, destination));
    private ImmutableArray<SshNetLink> _links = [];

    private int _room = SessionCount.Usual;

    public override Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        _forwards.Value.ForwardAsync(endPoint, cancellationToken);

    private protected override async ValueTask DisposeCarrierAsync()
    {
        foreach (var link in _links)
            await link.DisposeAsync();
        if (_forwards.IsValueCreated)
            await _forwards.Value.DisposeAsync();
        _connecting.Dispose();
    }

    private protected override async Task<Channel> OpenAsync(ImmutableArray<string> words, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var link = await ReserveAsync(cancellationToken);
            try
            {
                var channel = await SshNetChannel.OpenAsync(link, words);
                await channel.StartAsync();
                return channel;
            }
            catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
            {
                if (attempt == MostAttempts)
                    throw link.ExplainRefusal(exception);
                if (SshNetFailure.IsRefusedSession(exception))
                    _room = Math.Clamp(link.Sessions.Reserved, 1, _room);
                else
                    link.GiveUp();
            }
        }
    }

    /// <summary>Reserves a session of a connection that has one free; makes the connection when none has.</summary>
    private async Task<SshNetLink> ReserveAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            foreach (var lost in _links.Where(link => !link.IsAlive))
            {
                _links = _links.Remove(lost);
                await lost.DisposeAsync();
            }

            do
            {
                if (_links.FirstOrDefault(link => link.Sessions.TryReserve(_room)) is { } free)
                    return free;
            }
            while (await CloseIdleShellAsync());

            var link = await SshNetLink.OpenAsync(Name, destination, route, cancellationToken);
            link.Sessions.TryReserve(_room);
            _links = _links.Add(link);
            return link;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
