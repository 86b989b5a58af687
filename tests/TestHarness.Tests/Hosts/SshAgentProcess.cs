using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>A real ssh-agent with a socket in a test's folder.</summary>
internal sealed class SshAgentProcess : IAsyncDisposable
{
    private readonly LocalHost _host = new("this machine");
    private readonly IHostProcess _process;

    private SshAgentProcess(IHostProcess process, string socket)
    {
        _process = process;
        Socket = socket;
    }

    public string Socket { get; }

    public static async Task<SshAgentProcess> StartAsync(string socket)
    {
        var ready = new LineStream("SSH_AUTH_SOCK");
        await using var host = new LocalHost("this machine");
        var process = await host.StartAsync(new Command("ssh-agent", "-D", "-a", socket).WithStandardOutput(ready));
        await ready.Found.WaitAsync(TimeSpan.FromSeconds(20));
        return new(process, socket);
    }

    public async Task AddAsync(string key) =>
        (await _host.RunAsync(new Command("ssh-add", "-q", key).WithEnvironment("SSH_AUTH_SOCK", Socket)))
            .OrThrow(FailureClass.Provision);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _host.DisposeAsync();
    }
}
