using System.Net;
using System.Net.Sockets;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Benchmarks.Commands;

/// <summary>An sshd of this user on loopback with keys of its own, and an open connection of OpenSSH's client.</summary>
internal sealed class PrivateSshd : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-bench-sshd-");
    private readonly LocalHost _host = new("this machine");
    private readonly int _port = FreePort();
    private readonly string _client = Programs.Require("ssh", "openssh-client");
    private readonly string _server = Programs.Require("sshd", "openssh-server");
    private IHostProcess? _sshd;
    private IHostProcess? _master;

    public SshDestination Destination => new(
        "127.0.0.1", Environment.UserName, _port, this["user_key"], KnownHostsFile: this["known_hosts"]);

    private string this[string name] => Path.Combine(_folder.FullName, name);

    private string[] Options =>
    [
        "-F", "none", "-S", this["control"], "-i", this["user_key"], "-o", $"UserKnownHostsFile={this["known_hosts"]}",
        "-o", "BatchMode=yes", "-p", $"{_port}", $"{Environment.UserName}@127.0.0.1",
    ];

    public static async Task<PrivateSshd> StartAsync()
    {
        var sshd = new PrivateSshd();
        try
        {
            await sshd.WriteFilesAsync();
            sshd._sshd = await sshd._host.StartAsync(new Command(sshd._server, "-D", "-e", "-f", sshd["sshd_config"]));
            // The client fails until the server listens.
            await RetryAsync(() => Programs.RunAsync(sshd._client, [.. sshd.Options, "true"]));
            sshd._master = await sshd._host.StartAsync(new Command(sshd._client, ["-M", "-N", .. sshd.Options]));
            await RetryAsync(() => Programs.RunAsync(sshd._client, ["-O", "check", .. sshd.Options]));
            return sshd;
        }
        catch
        {
            await sshd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command over the connection that stays open.</summary>
    public Task RunAsync(string command) => Programs.RunAsync(_client, [.. Options, command]);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { _master, _sshd }.OfType<IHostProcess>())
            await process.DisposeAsync();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task WriteFilesAsync()
    {
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        foreach (var key in new[] { "host_key", "user_key" })
            await Programs.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", this[key]);
        var publicKey = await File.ReadAllTextAsync(this["host_key.pub"]);
        await File.WriteAllTextAsync(this["known_hosts"], $"[127.0.0.1]:{_port} {publicKey}");
        await File.WriteAllTextAsync(this["sshd_config"], $"""
            ListenAddress 127.0.0.1
            Port {_port}
            HostKey {this["host_key"]}
            PidFile none
            AuthorizedKeysFile {this["user_key.pub"]}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no

            """);
    }

    private static async Task RetryAsync(Func<Task> action)
    {
        using var bound = new CancellationTokenSource(StartBound);
        while (true)
        {
            try
            {
                await action();
                return;
            }
            catch (HarnessException) when (!bound.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
