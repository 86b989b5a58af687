using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>One connection, whose sessions run commands.</summary>
internal sealed class SshNetLink : IAsyncDisposable
{
    private readonly string _name;
    private readonly SshDestination _destination;
    private readonly SshNetLogin _login;
    private readonly SshNetHeartbeat _heartbeat;
    private volatile bool _isBroken;

    private SshNetLink(string name, SshDestination destination, SshNetLogin login, SshNetHeartbeat heartbeat)
    {
        _name = name;
        _destination = destination;
        _login = login;
        _heartbeat = heartbeat;
    }

    /// <summary>The client that is logged in.</summary>
    public SshClient Client => _login.Client;

    /// <summary>The sessions that commands have reserved.</summary>
    public SessionCount Sessions { get; } = new();

    /// <summary>A task that ends when the host has stopped answering.</summary>
    public Task Silent => _heartbeat.Missed;

    /// <summary>Whether the connection can carry commands.</summary>
    public bool IsAlive => !_isBroken && Client.IsConnected && !Silent.IsCompleted;

    /// <summary>Logs in to a host and starts the heartbeat.</summary>
    public static async Task<SshNetLink> OpenAsync(
        string name, SshDestination destination, SshNetRoute route, CancellationToken cancellationToken)
    {
        var login = await SshNetLogin.OpenAsync(name, destination, route, cancellationToken);
        try
        {
            return new(name, destination, login, await SshNetHeartbeat.StartAsync(login.Client));
        }
        catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
        {
            await login.DisposeAsync();
            throw SshFailure.Explain(name, destination, SshNetFailure.Translate(exception), "the connection broke");
        }
    }

    /// <summary>Gives the connection up: a command fails on it before SSH.NET counts it as lost.</summary>
    public void GiveUp() => _isBroken = true;

    /// <summary>Explains why a command has no exit code.</summary>
    public HarnessException ExplainEnd(Exception? exception)
    {
        if (exception is SshConnectionException or SocketException)
            GiveUp();
        return SshFailure.Explain(
            _name,
            _destination,
            Silent.IsCompleted ? "the host is not responding" : exception?.Message ?? "",
            IsAlive
                ? "the session of a command ended without an exit code; was its shell killed?"
                : "the connection broke while a command ran");
    }

    /// <summary>Explains why a session could not be opened.</summary>
    public HarnessException ExplainRefusal(Exception exception) =>
        SshFailure.Explain(_name, _destination, SshNetFailure.Translate(exception), "the connection broke");

    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync();
        await _login.DisposeAsync();
    }
}
