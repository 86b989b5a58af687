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

    public SshClient Client => _login.Client;

    public SessionCount Sessions { get; } = new();

    /// <summary>Ends when the host stopped answering.</summary>
    public Task Silent => _heartbeat.Missed;

    public bool IsAlive => !_isBroken && Client.IsConnected && !Silent.IsCompleted;

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
            throw SshFailure.Explain(name, destination, SshNetFailure.Said(exception), "the connection broke");
        }
    }

    /// <summary>Gives the connection up. A command fails before SSH.NET counts the connection as lost.</summary>
    public void Lost() => _isBroken = true;

    /// <summary>Explains why a command has no exit code.</summary>
    public HarnessException Broken(Exception? exception)
    {
        if (exception is SshConnectionException or SocketException)
            Lost();
        return SshFailure.Explain(
            _name,
            _destination,
            Silent.IsCompleted ? "the host is not responding" : exception?.Message ?? "",
            IsAlive
                ? "the session of a command ended without an exit code; was its shell killed?"
                : "the connection broke while a command ran");
    }

    /// <summary>Why a session could not be opened.</summary>
    public HarnessException Refused(Exception failure) =>
        SshFailure.Explain(_name, _destination, SshNetFailure.Said(failure), "the connection broke");

    public async ValueTask DisposeAsync()
    {
        await _heartbeat.DisposeAsync();
        await _login.DisposeAsync();
    }
}
