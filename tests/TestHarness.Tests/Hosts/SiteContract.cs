using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>What a host does that is not as the harness's authors have theirs: the whole contract, and what is special.</summary>
[Category("slow")]
public abstract class SiteContract : HostContract
{
    private SshServer _server = null!;
    private IHost _host = null!;

    internal abstract HostSite Site { get; }

    internal override IHost Host => _host;

    private protected abstract IHost Connect(string name, SshDestination destination);

    [OneTimeSetUp]
    public async Task StartServer()
    {
        Site.Require();
        _server = await SshServer.StartAsync(site: Site);
        _host = ConnectAgain();
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Commands_run_as_root()
    {
        var result = await Host.RunAsync(Command.Shell("echo \"$(id -u) $SUDO_USER\""));

        Assert.That(result.StandardOutput, Is.EqualTo(Site.Sudoers.Length > 0 ? $"0 {Site.User}\n" : "0 \n"));
    }

    [Test]
    public async Task A_site_whose_shell_is_no_POSIX_shell_reads_the_words_unchanged()
    {
        string[] words = ["!!", "it's\nhere!", "\\", "a\\'b", "$HOME ~ * {a,b} %s"];
        var channel = new Command("printf", ["%s\\0", .. words]).WithStandardInput(Stream.Null);

        Assert.That((await Host.RunAsync(channel)).StandardOutput.Split('\0')[..^1], Is.EqualTo(words));
    }

    private protected override IHost ConnectAgain() =>
        Connect("lab1", _server.Destination with { Sudo = Site.Sudoers.Length > 0 });
}
