using System.Net;
using Renci.SshNet;
using TestHarness.Hosts.Ssh;

namespace TestHarness.Hosts.SshNet;

/// <summary>A port of this machine that leads through a jump host to the next host on the way.</summary>
internal sealed class SshNetJump : IAsyncDisposable
{
    private readonly SshNetLogin _login;
    private readonly ForwardedPortLocal _port;

    private SshNetJump(SshNetLogin login, ForwardedPortLocal port)
    {
        _login = login;
        _port = port;
    }

    /// <summary>The address and the port of this machine.</summary>
    public (string Host, int Port) Entrance => (_port.BoundHost, (int)_port.BoundPort);

    /// <summary>Logs in to the jump host and opens the port.</summary>
    public static async Task<SshNetJump> OpenAsync(
        string name, SshDestination destination, SshNetRoute jump, SshNetRoute next, CancellationToken cancellationToken)
    {
        var login = await SshNetLogin.OpenAsync(name, destination, jump, cancellationToken);
        try
        {
            var port = new ForwardedPortLocal(IPAddress.Loopback.ToString(), next.Host, (uint)next.Port);
            login.Client.AddForwardedPort(port);
            port.Start();
            return new(login, port);
        }
        catch (Exception exception) when (SshNetFailure.IsOfTheCarrier(exception))
        {
            await login.DisposeAsync();
            throw SshFailure.Explain(
                name, destination, SshNetFailure.Translate(exception), $"jump host {jump.Host} forwards no port");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => SshNetFailure.Ignore(_port.Dispose));
        await _login.DisposeAsync();
    }
}
