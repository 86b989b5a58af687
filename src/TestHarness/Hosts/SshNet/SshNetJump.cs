using System.Net;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>A port of this machine that leads through a jump host to the next host on the way.</summary>
internal sealed class SshNetJump : IAsyncDisposable
{
    private readonly SshNetLogin _login;
    private readonly SshNetForward _forward;

    private SshNetJump(SshNetLogin login, SshNetForward forward)
    {
        _login = login;
        _forward = forward;
    }

    public (string Host, int Port) Entrance => (_forward.Local.Address.ToString(), _forward.Local.Port);

    public static async Task<SshNetJump> OpenAsync(
        string name, SshDestination destination, SshNetRoute jump, SshNetRoute next, CancellationToken cancellationToken)
    {
        var login = await SshNetLogin.OpenAsync(name, destination, jump, cancellationToken);
        try
        {
            return new(login, SshNetForward.Open(login.Client, new DnsEndPoint(next.Host, next.Port)));
        }
        catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
        {
            await login.DisposeAsync();
            throw SshFailure.Explain(name, destination, SshNetFailure.Said(exception), $"jump host {jump.Host} forwards no port");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _forward.DisposeAsync();
        await _login.DisposeAsync();
    }
}
