using Renci.SshNet;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>
/// One connection, with room for so many sessions as sshd allows by default (MaxSessions, 10), less the one of the heartbeat
/// and one to spare.
/// </summary>
internal sealed class SshNetLink : IAsyncDisposable
{
    private const int Room = 8;

    private readonly string _name;
    private readonly SshDestination _destination;
    private readonly SshNetLogin<SshClient> _login;
    private readonly SshNetHeartbeat _heartbeat;
    private int _sessions;

    private SshNetLink(string name, SshDestination destination, SshNetLogin<SshClient> login)
    {
        _name = name;
        _destination = destination;
        _login = login;
        _heartbeat = new(login.Client);
    }

    public SshClient Client => _login.Client;

    /// <summary>Ends when the host stopped answering.</summary>
    public Task Silent => _heartbeat.Missed;

    public bool IsAlive => Client.IsConnected && !Silent.IsCompleted;

    public static async Task<SshNetLink> OpenAsync(string name, SshDestination destination, CancellationToken cancellationToken)
    {
        var login = await SshNetLogin<SshClient>.OpenAsync(name, destination, destination.Host, info => new SshClient(info), cancellationToken);
        return new(name, destination, login);
    }

    /// <summary>Takes room for a session, if there is some.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _sessions) <= Room)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _sessions);

    /// <summary>Why there is no exit code.</summary>
    public HarnessException Broken(Exception? failure) => SshFailure.Explain(
        _name,
        _destination,
        Silent.IsCompleted ? "the host is not responding" : failure?.Message ?? "",
        IsAlive ? "the session of a command ended without an exit code; was its shell killed?" : "the connection broke while a command ran");

    /// <summary>Why a session could not be opened.</summary>
    public HarnessException Refused(Exception failure) => SshFailure.Explain(_name, _destination, SshNetFailure.Said(failure), "the connection broke");

    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync();
        await _login.DisposeAsync();
    }
}
