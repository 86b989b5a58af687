using System.Net.Sockets;
using System.Text.RegularExpressions;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Running;

/// <summary>A failed scenario of 'harness run --keep' stays as it is until 'harness clean'.</summary>
[Category("slow")]
public sealed partial class KeptScenarioTests
{
    private static readonly string Feature = HarnessProcess.Fixture("kept.feature");

    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public async Task EndAsync()
    {
        await _harness.RunAsync("clean");
        _harness.Dispose();
    }

    [Test]
    public async Task A_failed_scenario_stays_with_the_commands_to_look_at_it_until_it_is_cleaned()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");

        var failed = await _harness.RunAsync("run", Feature, "--env", "local", "--keep");

        Assert.That(failed.ExitCode, Is.EqualTo(1), failed.Output + failed.Error);
        Assert.That(failed.Output, Does.Contain("'Fails after a leg'").And.Contain("is kept on host1 and host2"));
        Assert.That(failed.Output, Does.Match("not run, as another scenario had failed: 1\n *Comes after the failure"));
        var monitor = MonitorSocket().Match(failed.Output).Groups["path"].Value;
        Assert.That(await GreetingAsync(monitor), Does.StartWith("{\"QMP\""));
        Assert.That(_harness.Started, Has.Some.Contains("qemu-system"));

        var refused = await _harness.RunAsync("run", Feature, "--env", "local");

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Match("^.preflight. the failed scenario 'Fails after a leg' .* 'harness clean' ends it"));
        Assert.That(await GreetingAsync(monitor), Does.StartWith("{\"QMP\""), "the refused run has changed nothing");

        var clean = await _harness.RunAsync("clean");

        Assert.That(clean.ExitCode, Is.Zero, clean.Output + clean.Error);
        Assert.That(clean.Output, Does.Contain("removed QEMU"));
        Assert.That(() => _harness.Started, Is.Empty.After(5000, 50));
        Assert.That(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(monitor))), Is.False);
        Assert.That(Directory.GetFiles(_harness.State, "*", SearchOption.AllDirectories), Is.Empty);
    }

    private static async Task<string> GreetingAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        using var reader = new StreamReader(new NetworkStream(socket));
        return await reader.ReadLineAsync() ?? "";
    }

    [GeneratedRegex("monitor: socat - UNIX-CONNECT:(?<path>[^ ]+)")]
    private static partial Regex MonitorSocket();
}
