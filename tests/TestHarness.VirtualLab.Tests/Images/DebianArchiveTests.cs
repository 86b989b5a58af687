using System.Net;
using System.Net.Sockets;
using TestHarness.Failures;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Tests.Images;

[TestFixture]
internal sealed class DebianArchiveTests
{
    private PreparedMachine _machine = null!;

    private DebianArchive Archive => new(_machine, LabHostRecipe.Embedded, Path.Combine(_machine.Folder, "apt state"));

    [SetUp]
    public void SetUp() => _machine = new PreparedMachine();

    [TearDown]
    public async Task TearDown() => await _machine.DisposeAsync();

    [Test]
    public async Task The_source_is_the_mirror_of_the_machines_own_Debian()
    {
        _machine.Replace("apt-get", """
            printf 'Debian\tDebian-Security\tmain\thttp://mirror.example/security/\n'
            printf '$(ORIGIN)\t$(LABEL)\tmain\thttp://never.fetched.example/\n'
            printf 'Debian\tDebian\tmain\thttps://mirror.example/debian/\n'
            """);

        Assert.That(await Archive.SourceAsync(CancellationToken.None), Is.EqualTo(
            "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] https://mirror.example/debian/ " +
            "trixie main"));
    }

    [Test]
    public async Task A_machine_without_package_lists_of_Debian_fails_with_the_command_to_run()
    {
        _machine.Replace("apt-get", "exit 0");

        var failure = (await Assert.ThrowsAsync<HarnessException>(() => Archive.SourceAsync(CancellationToken.None)))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[preflight] this machine's apt has no package list of Debian").And.Contains("apt-get update"));
    }

    [Test]
    public async Task The_options_of_the_machines_apt_count_and_an_unreachable_proxy_is_named()
    {
        var proxy = $"127.0.0.1:{ClosedPort()}";
        _machine.ConfigureApt($"Acquire::http::Proxy \"http://{proxy}\";");

        var failure = (await Assert.ThrowsAsync<HarnessException>(
            () => Archive.ResolveAsync("deb [trusted=yes] http://mirror.invalid/debian trixie main", CancellationToken.None)))!;

        Assert.That(
            failure.Message,
            Does.StartWith("[preflight] apt cannot fetch the package list of 'deb [trusted=yes] http://mirror.invalid/debian")
                .And.Contains("check the network and the proxy").And.Contains("127.0.0.1"));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
