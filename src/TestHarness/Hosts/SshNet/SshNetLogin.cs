using Renci.SshNet;
using TestHarness.Failures;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>A client of SSH.NET that is logged in, with the jump hosts that it goes through.</summary>
internal sealed class SshNetLogin<T> : IAsyncDisposable
    where T : BaseClient
{
    private readonly SshNetJump? _jump;

    private SshNetLogin(T client, SshNetJump? jump)
    {
        Client = client;
        _jump = jump;
    }

    public T Client { get; }

    /// <param name="target">The destination's host, or a jump host on the way there.</param>
    /// <param name="through">Jump hosts that come before it, whatever its configuration says.</param>
    /// <exception cref="HarnessException">Class ssh: the host was not reached, is not the one that is known, or refused the login.</exception>
    public static async Task<SshNetLogin<T>> OpenAsync(
        string name,
        SshDestination destination,
        string target,
        Func<ConnectionInfo, T> make,
        CancellationToken cancellationToken,
        string? through = null)
    {
        var route = await SshNetRoute.ResolveAsync(destination, target, cancellationToken);
        var jump = (through ?? route.Jump) is { } hops ? await SshNetJump.OpenAsync(name, destination, hops, route, cancellationToken) : null;
        var hostKey = new HostKeyCheck(route);
        var keys = SshNetKeys.Load(route.Keys);
        try
        {
            var (host, port) = jump?.Entrance ?? (route.Host, route.Port);
            var info = new ConnectionInfo(host, port, route.User, keys.Method(route.User)) { Timeout = SshNetBounds.Connect };
            hostKey.Prefer(info);
            var client = make(info);
            client.HostKeyReceived += hostKey.Receive;
            await SshNetBounds.ConnectAsync(client, cancellationToken);
            info.Timeout = Timeout.InfiniteTimeSpan;
            return new(client, jump);
        }
        catch (Exception failure)
        {
            if (jump is not null)
                await jump.DisposeAsync();
            if (!SshNetFailure.IsOfTheCarrier(failure))
                throw;
            var said = hostKey.Refusal ?? SshNetFailure.Said(failure, route, keys);
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
