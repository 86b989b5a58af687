using System.Net;
using Renci.SshNet;

namespace TestHarness.Hosts.SshNet;

/// <summary>A port of this machine that leads through a jump host to the next host on the way.</summary>
internal sealed class SshNetJump : IAsyncDisposable
{
    private readonly SshNetLogin<SshClient> _login;
    private readonly SshNetForward _forward;

    private SshNetJump(SshNetLogin<SshClient> login, SshNetForward forward)
    {
        _login = login;
        _forward = forward;
    }

    public (string Host, int Port) Entrance => (_forward.Local.Address.ToString(), _forward.Local.Port);

    /// <param name="hops">As for <c>ssh -J</c>: the last is next to the host.</param>
    public static async Task<SshNetJump> OpenAsync(
        string name, SshDestination destination, string hops, SshNetRoute to, CancellationToken cancellationToken)
    {
        var comma = hops.LastIndexOf(',');
        var before = comma < 0 ? null : hops[..comma];
        var login = await SshNetLogin<SshClient>.OpenAsync(
            name, destination, hops[(comma + 1)..], info => new SshClient(info), cancellationToken, before);
        return new(login, SshNetForward.Open(login.Client, new DnsEndPoint(to.Host, to.Port)));
    }

    public async ValueTask DisposeAsync()
    {
        await _forward.DisposeAsync();
        await _login.DisposeAsync();
    }
}
