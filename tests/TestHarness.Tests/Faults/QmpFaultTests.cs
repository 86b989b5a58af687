using TestHarness.Failures;

namespace TestHarness.Tests.Faults;

/// <summary>A QEMU whose monitor misbehaves, while the QEMU itself is well.</summary>
[Category("slow")]
internal sealed class QmpFaultTests
{
    [Fault("qmp-silent")]
    [TestCase(FaultPhase.Idle)]
    [TestCase(FaultPhase.Leg)]
    public Task A_monitor_that_falls_silent(FaultPhase phase) =>
        FailsAsync(phase, monitor => Silence(monitor), "got no reply within 4 s|waited 10 s for the end of the migration");

    [Fault("qmp-garbage")]
    [TestCase(FaultPhase.Idle)]
    [TestCase(FaultPhase.Leg)]
    public Task A_monitor_that_says_nonsense(FaultPhase phase) =>
        FailsAsync(
            phase, monitor => monitor.SayAsync("}{ nonsense\r\n"), "expected one JSON object a line, found \"}{ nonsense\"");

    /// <summary>A slow monitor is no failure.</summary>
    [Fault("qmp-slow")]
    [TestCase(FaultPhase.Idle)]
    public async Task A_monitor_that_is_slow(FaultPhase phase)
    {
        var (point, monitors) = Watch(phase, monitor =>
        {
            monitor.Delay = TimeSpan.FromMilliseconds(200);
            return Task.CompletedTask;
        });
        await using var scenario = await FaultScenario.StartAsync(point);

        Assert.That(await scenario.RunAsync(), Is.Empty);

        Assert.That(monitors, Is.Not.Empty);
        FaultReport.Caused("none");
        await scenario.AssertAftermathAsync();
    }

    private static Task Silence(Relay monitor)
    {
        monitor.IsSilent = true;
        return Task.CompletedTask;
    }

    private static async Task FailsAsync(FaultPhase phase, Func<Relay, Task> act, string cause)
    {
        var (point, _) = Watch(phase, act);
        await using var scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, FailureClass.Qmp, cause);
        await scenario.AssertAftermathAsync();
    }

    /// <summary>Passes all monitors through relays; the fault happens to the source's.</summary>
    private static (FaultPoint Point, List<Relay> Monitors) Watch(FaultPhase phase, Func<Relay, Task> act)
    {
        var monitors = new List<Relay>();
        var point = new FaultPoint(phase, () => act(phase == FaultPhase.Leg ? monitors[^2] : monitors[^1]));
        point.Forward = (endPoint, forward) =>
        {
            if (!$"{endPoint}".EndsWith("/qmp.sock", StringComparison.Ordinal))
                return forward;
            monitors.Add(new Relay(forward));
            return monitors[^1];
        };
        return (point, monitors);
    }
}
