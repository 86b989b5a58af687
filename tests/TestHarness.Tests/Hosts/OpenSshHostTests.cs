using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

public sealed class OpenSshHostTests : HostContract
{
    private SshServer _server = null!;
    private OpenSshHost _host = null!;

    internal override IHost Host => _host;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        _server = await SshServer.StartAsync();
        _host = new OpenSshHost("lab1", _server.Destination);
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
