using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>The connection to hosts that are reached over a real sshd is cut, stalls or ends with its server.</summary>
[Category("slow")]
internal sealed class SshFaultTests
{
    private SshServer _server = null!;

    [SetUp]
    public async Task StartServerAsync() => _server = await SshServer.StartAsync();

    [TearDown]
    public async Task StopServerAsync() => await _server.DisposeAsync();

    [Fault("ssh-cut")]
    [Test]
    public Task A_connection_that_is_cut([Values] FaultPhase phase) =>
        FailsAsync(phase, () => _server.SignalSessionsAsync("KILL"), "the connection ");

    /// <summary>sshd neither answers nor closes its connections.</summary>
    [Fault("ssh-stalled")]
    [Test]
    public Task A_connection_that_stalls(
        [Values(FaultPhase.Load, FaultPhase.Leg)] FaultPhase phase) =>
        FailsAsync(phase, () => _server.SignalSessionsAsync("STOP"), "it stopped answering");

    [Fault("sshd-restarted")]
    [Test]
    public Task A_server_that_is_restarted([Values(FaultPhase.Load, FaultPhase.Leg)] FaultPhase phase) =>
        FailsAsync(phase, _server.RestartAsync, "the connection broke");

    [Test]
    public async Task A_cancelled_scenario_ends_in_time_and_leaves_nothing([Values] FaultPhase phase)
    {
        using var cancellation = new CancellationTokenSource();
        var point = new FaultPoint(phase, cancellation.CancelAsync);
        await using var scenario = await FaultScenario.StartAsync(point, new SshConnection(_server.Destination));

        await scenario.RunAsync(cancellation.Token);

        await scenario.AssertAftermathAsync();
    }

    private async Task FailsAsync(FaultPhase phase, Func<Task> act, string cause)
    {
        var point = new FaultPoint(phase, act);
        await using var scenario = await FaultScenario.StartAsync(point, new SshConnection(_server.Destination));

        var failures = await scenario.RunAsync();

        // A stalled server sees the end of its connections at last, or the lease expires (LabHostFaultTests).
        await _server.SignalSessionsAsync("KILL");
        // At its end a scenario has nothing more to lose: a connection is made again for the next command.
        if (failures.Length == 0 && phase == FaultPhase.Close)
            FaultReport.Caused("none");
        else
            Aftermath.AssertCause(failures, FailureClass.Ssh, cause);
        await scenario.AssertAftermathAsync();
    }
}
