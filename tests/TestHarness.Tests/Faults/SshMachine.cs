using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>
/// A host of its own on this machine, reached over a real sshd: it has its own processes, machine ID and disk for /var/tmp, where
/// hosts keep leases and the files of scenarios. All of it is gone when it is disposed.
/// </summary>
internal sealed class SshMachine : IAsyncDisposable
{
    private readonly SshServer _server;

    private SshMachine(SshServer server) => _server = server;

    public SshConnection Connection => new(_server.Destination);

    /// <param name="size">The size of the disk for /var/tmp.</param>
    public static async Task<SshMachine> StartAsync(string size = "256m") =>
        new(await SshServer.StartAsync(site: new HostSite { IsMachine = true, Disk = size }));

    /// <summary>Runs a script on the host, over a connection of its own.</summary>
    public async Task<string> ShellAsync(string script, params string[] parameters)
    {
        await using var host = new HostFactory().Connect("the host", Connection);
        return (await host.RunAsync(Command.Shell(script, parameters))).OrThrow(FailureClass.Provision).StandardOutput;
    }

    /// <summary>Checks that the host has no process, file or lease of a scenario.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        await using var host = new HostFactory().Connect("the host", Connection);
        var files = (await host.RunAsync(Command.Shell("ls -d /var/tmp/testharness-* | grep -v leases"))).StandardOutput;
        Assert.That(files, Is.Empty);
        Assert.That(await HostProcesses.ListAsync(host), Is.Empty);
        Assert.That(await TestHarness.Leases.Lease.ListAsync(host), Is.Empty);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
