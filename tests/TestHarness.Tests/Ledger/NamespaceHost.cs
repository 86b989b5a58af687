using System.Diagnostics;
using System.Net;
using TestHarness.Hosts;

namespace TestHarness.Tests.Ledger;

/// <summary>
/// This machine with mounts and a network of its own, where a test makes real taps and hides files without changing the machine.
/// Everything in it is gone when it is disposed.
/// </summary>
internal sealed class NamespaceHost : IHost
{
    private readonly LocalHost _host = new("lab1");
    private readonly Process _holder;
    private readonly string[] _enter;

    private NamespaceHost(Process holder, string[] enter) => (_holder, _enter) = (holder, enter);

    public string Name => _host.Name;

    public HostConnection Connection => _host.Connection;

    /// <summary>The words that make a program a user's who has no rights.</summary>
    public static string[] Nobody { get; } = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"];

    /// <summary>Searched for programs first.</summary>
    public string? ProgramFolder { get; init; }

    /// <summary>Words before each command, such as those that make it another user's.</summary>
    public string[] Prefix { get; init; } = [];

    /// <summary>The namespaces last while the holder reads its input, which ends with the test's process.</summary>
    public static async Task<NamespaceHost> StartAsync(string? programFolder = null)
    {
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        var holder = Process.Start(new ProcessStartInfo(
            "unshare", [.. user, "--mount", "--net", "sh", "-c", "mount -t sysfs sysfs /sys && echo $$ && exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var id = await holder.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(id, Is.Not.Null, "no mount and network namespace can be made here");
        string[] enterUser = Environment.IsPrivilegedProcess ? [] : ["--user", "--preserve-credentials"];
        string[] enter = ["--target", id!, .. enterUser, "--mount", "--net", "--"];
        return new NamespaceHost(holder, enter) { ProgramFolder = programFolder };
    }

    /// <summary>The words that run a program here.</summary>
    public string[] Words(params string[] program) => ["nsenter", .. _enter, .. Prefix, .. program];

    /// <summary>The same place, as a user without rights.</summary>
    public NamespaceHost AsNobody() =>
        new(_holder, _enter) { Prefix = Nobody, ProgramFolder = ProgramFolder };

    public async Task ShellAsync(string script, params string[] parameters)
    {
        var result = await RunAsync(Command.Shell(script, parameters));
        Assert.That(result.Succeeded, result.StandardError);
    }

    public Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        var words = Words([command.Program, .. command.Arguments]);
        var inside = new Command(words[0], words[1..])
        {
            Environment = command.Environment,
            Timeout = command.Timeout,
            StandardInput = command.StandardInput,
            StandardOutput = command.StandardOutput,
            StandardError = command.StandardError,
        };
        return _host.RunAsync(
            ProgramFolder is null ? inside : inside.WithEnvironment(
                "PATH", $"{ProgramFolder}:{Environment.GetEnvironmentVariable("PATH")}"),
            cancellationToken);
    }

    public Task<IHostProcess> StartAsync(Command command, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task PutFileAsync(string localPath, string hostPath, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task GetFileAsync(string hostPath, string localPath, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IForward> ForwardAsync(EndPoint endPoint, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _holder.Dispose();
        await _host.DisposeAsync();
    }
}
