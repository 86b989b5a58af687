using Renci.SshNet;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>A client of SSH.NET that is logged in, with the jump host that it goes through.</summary>
internal sealed class SshNetLogin : IAsyncDisposable
{
    private readonly SshNetJump? _jump;

    private SshNetLogin(SshClient client, SshNetJump? jump)
    {
        Client = client;
        _jump = jump;
    }

    public SshClient Client { get; }

    /// <param name="route">Leads to the destination's host, or to a jump host on the way there.</param>
    /// <exception cref="HarnessException">
    /// Class ssh: the host was not reached, is not the one that is known, or refused the login.
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
            var said = hostKey.Refusal ?? SshNetFailure.Said(exception, route);
            throw SshFailure.Explain(name, destination, said, "the connection could not be made");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(Client.Dispose);
        if (_jump is not null)
            await _jump.DisposeAsync();
    }
}
