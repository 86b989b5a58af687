using Renci.SshNet;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>A client of SSH.NET that is logged in, with the jump host on its way.</summary>
internal sealed class SshNetLogin : IAsyncDisposable
{
    private readonly SshNetJump? _jump;

    private SshNetLogin(SshClient client, SshNetJump? jump)
    {
        Client = client;
        _jump = jump;
    }

    /// <summary>The client.</summary>
    public SshClient Client { get; }

    /// <summary>Logs in to a host.</summary>
    /// <param name="route">The route to the destination's host, or to a jump host on the way there.</param>
    /// <exception cref="HarnessException">
    /// Class ssh: the host was not reached, has another key than the known one, or refused the login.
    /// </exception>
    public static async Task<SshNetLogin> OpenAsync(
        string name, SshDestination destination, SshNetRoute route, CancellationToken cancellationToken)
    {
        var jump = route.Jump is { } hop ? await SshNetJump.OpenAsync(name, destination, hop, route, cancellationToken) : null;
        var hostKey = new HostKeyCheck(route);
        try
        {
            var (host, port) = jump?.Entrance ?? (route.Host, route.Port);
            var info = new ConnectionInfo(host, port, route.User, route.Keys.Method(route.User))
            {
                Timeout = SshNetBounds.Connect,
                RetryAttempts = 1,
            };
            hostKey.Prefer(info);
            var client = new SshClient(info);
            client.HostKeyReceived += hostKey.Receive;
            await SshNetBounds.ConnectAsync(client, cancellationToken);
            info.Timeout = Timeout.InfiniteTimeSpan;
            return new(client, jump);
        }
        catch (Exception exception)
        {
            if (jump is not null)
                await jump.DisposeAsync();
            if (!SshNetFailure.IsOfTheCarrier(exception))
                throw;
            var output = hostKey.Refusal ?? SshNetFailure.Translate(exception, route);
            throw SshFailure.Explain(name, destination, output, "the connection could not be made");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(Client.Dispose);
        if (_jump is not null)
            await _jump.DisposeAsync();
    }
}
