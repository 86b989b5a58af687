using System.Net;
using Renci.SshNet;
using TestHarness.Failures;

namespace TestHarness.Hosts.SshNet;

/// <summary>A TCP port of this machine's loopback that leads to a TCP port of the host. Each local user can use it.</summary>
internal sealed class SshNetForward : IForward
{
    private readonly SshClient _client;
    private readonly ForwardedPortLocal _port;

    private SshNetForward(SshClient client, ForwardedPortLocal port)
    {
        _client = client;
        _port = port;
        Local = new IPEndPoint(IPAddress.Loopback, (int)port.BoundPort);
    }

    public IPEndPoint Local { get; }

    EndPoint IForward.Local => Local;

    public static SshNetForward Open(SshClient client, EndPoint endPoint)
    {
        var (host, number) = endPoint switch
        {
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            DnsEndPoint dns => (dns.Host, dns.Port),
            _ => throw new HarnessException(
                FailureClass.Config, $"cannot forward {endPoint}: use an IP, DNS or Unix socket end point"),
        };
        var port = new ForwardedPortLocal(IPAddress.Loopback.ToString(), host, (uint)number);
        client.AddForwardedPort(port);
        port.Start();
        return new(client, port);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => SshNetFailure.Ignore(_port.Dispose));
        if (_client.IsConnected)
            SshNetFailure.Ignore(() => _client.RemoveForwardedPort(_port));
    }
}
