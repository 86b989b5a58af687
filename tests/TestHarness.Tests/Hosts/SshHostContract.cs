using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public abstract class SshHostContract : HostContract
{
    private SshServer _server = null!;
    private IHost _host = null!;

    private protected abstract IHost Connect(string name, SshDestination destination);

    internal override IHost Host => _host;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        _server = await SshServer.StartAsync();
        _host = Connect("lab1", _server.Destination);
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private protected override IHost ConnectAgain() => Connect("lab1", _server.Destination);
}
