using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A real sshd on loopback, run by the current user with keys and configuration of its own.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private IHostProcess? _process;

    private readonly string _address;
    private readonly HostSite? _site;

    private SshServer(int port, string address, HostSite? site) => (Port, _address, _site) = (port, address, site);

    public int Port { get; }

    public string this[string name] => _directory[name];

    public SshDestination Destination => new(
        _address, _site?.User ?? Environment.UserName, Port, this["user_key"], KnownHostsFile: this["known_hosts"]);

    /// <summary>The process that listens: the child of unshare(1), which waits for it, when there is one.</summary>
    private int Listener => _site is not { IsMachine: true }
        ? _process!.ProcessId
        : int.Parse(
            File.ReadAllText($"/proc/{_process!.ProcessId}/task/{_process.ProcessId}/children"), CultureInfo.InvariantCulture);

    /// <summary>Signals the processes that serve the connections now open.</summary>
    public Task SignalSessionsAsync(string signal) =>
        SshKeys.RunAsync("sh", "-c", "kill -$1 $(cat /proc/$2/task/*/children)", "sh", signal, $"{Listener}");

    /// <summary>Counts the connections now open.</summary>
    public int CountConnections() => Directory.GetDirectories($"/proc/{_process!.ProcessId}/task")
        .Sum(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    /// <param name="settings">More lines of its sshd_config.</param>
    /// <param name="address">The address of loopback on which it listens.</param>
    /// <param name="site">The file system in which its sessions run; null for this machine's, as the current user.</param>
    public static async Task<SshServer> StartAsync(string settings = "", string address = "127.0.0.1", HostSite? site = null)
    {
        var program = FindProgram();
        Skip.Unless(program is not null, SkipReason.NoSshServer, "there is no sshd (package openssh-server)");

        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");

        var server = new SshServer(FreePort(), address, site);
        await server.GenerateKeyAsync("host_key");
        await server.GenerateKeyAsync("other_type_host_key", "ecdsa");
        await server.GenerateKeyAsync("user_key");
        File.Copy(server["user_key.pub"], server["authorized_keys"]);
        await server.KnowAsync("host_key.pub");
        await File.WriteAllTextAsync(server["sshd_config"], $"""
            ListenAddress {address}
            Port {server.Port}
            HostKey {server["host_key"]}
            HostKey {server["other_type_host_key"]}
            PidFile none
            AuthorizedKeysFile {server["authorized_keys"]}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            SetEnv SHLVL=2 {site?.Variables}
            {settings}
            """);
        await server.ServeAsync(program);
        return server;
    }

    /// <summary>Writes the known_hosts file, with this public key as the server's.</summary>
    public async Task KnowAsync(string publicKey, string knownHosts = "known_hosts")
    {
        var key = await File.ReadAllTextAsync(this[publicKey]);
        await File.WriteAllTextAsync(this[knownHosts], $"[{_address}]:{Port} {key}");
    }

    public Task GenerateKeyAsync(string name, string type = "ed25519") =>
        SshKeys.GenerateAsync(this[name], type);

    /// <summary>Replaces the names in a known_hosts file by their hashes.</summary>
    public Task HashAsync(string knownHosts) => SshKeys.RunAsync("ssh-keygen", "-q", "-H", "-f", this[knownHosts]);

    /// <summary>Ends sshd and the connections that it serves, and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        await SignalSessionsAsync("KILL");
        await StopAsync();
        await ServeAsync(FindProgram()!);
    }

    /// <summary>Ends sshd and the connections that it serves.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindProgram() =>
        new[] { "/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd" }.FirstOrDefault(File.Exists);

    private async Task ServeAsync(string program)
    {
        string[] words = [program, "-D", "-e", "-f", this["sshd_config"]];
        var ready = new LineStream("Server listening on");
        await using var host = new LocalHost("this machine");
        var command = _site is null ? new Command(words[0], words[1..]) : await _site.EnterAsync(_directory.Path, words);
        _process = await host.StartAsync(command.WithStandardError(ready));
        await Task.WhenAny(ready.Found, _process.Completion).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(
            ready.Found.IsCompleted, Is.True, string.Create(CultureInfo.InvariantCulture, $"sshd: {_process.StandardErrorTail}"));
    }
}
