using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;

namespace TestHarness.Hosts.Ssh;

/// <summary>A Unix socket of this machine that leads to an end point of the host.</summary>
internal sealed class SshForward : IForward
{
    private readonly SshMaster _master;
    private readonly SshFile _socket;
    private readonly string _route;

    private SshForward(SshMaster master, SshFile socket, string route)
    {
        _master = master;
        _socket = socket;
        _route = route;
        Local = new UnixDomainSocketEndPoint(socket.Path);
    }

    public EndPoint Local { get; }

    /// <summary>Asks a connection for a forward.</summary>
    public static async Task<SshForward> OpenAsync(SshMaster master, EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = master.NewFile("forward");
        var route = $"{socket.Path}:{Target(endPoint)}";
        await master.ControlAsync("forward", "-L", route, cancellationToken);
        return new SshForward(master, socket, route);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_master.IsAlive)
                await _master.ControlAsync("cancel", "-L", _route, CancellationToken.None);
        }
        catch (HarnessException)
        {
            // The forward ends with its connection, which may have broken a moment ago.
            if (!await _master.WaitForEndAsync())
                throw;
        }
        finally
        {
            _socket.Delete();
        }
    }

    private static string Target(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } ip => $"[{ip.Address}]:{ip.Port}",
        IPEndPoint ip => $"{ip.Address}:{ip.Port}",
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        UnixDomainSocketEndPoint unix => unix.ToString(),
        _ => throw new HarnessException(
            FailureClass.Config, $"cannot forward {endPoint}: use an IP, DNS or Unix socket end point"),
    };
}
