using TestHarness.Failures;

namespace TestHarness.Tests.Faults;

/// <summary>A guest whose serial console says too much or nothing.</summary>
[Category("slow")]
internal sealed class ConsoleFaultTests
{
    /// <summary>64 MiB, four times as much as the evidence keeps of a console.</summary>
    private const int Parts = 1024;

    private static readonly string Part =
        string.Concat(Enumerable.Repeat("a line of the flood, as a driver prints it\r\n", 1490));

    /// <summary>A console that is flooded keeps no answer from the harness.</summary>
    [Fault("console-flooding")]
    [TestCase(FaultPhase.Load)]
    public async Task A_console_that_is_flooded(FaultPhase phase)
    {
        var point = Watch(phase, [], async console =>
        {
            for (var part = 0; part < Parts; part++)
                await console!.SayAsync(Part);
        });
        await using var scenario = await FaultScenario.StartAsync(point);

        Assert.That(await scenario.RunAsync(), Is.Empty);

        FaultReport.Caused("none");
        await scenario.AssertAftermathAsync();
    }

    [Fault("console-silent")]
    [TestCase(FaultPhase.Boot)]
    [TestCase(FaultPhase.Load)]
    public async Task A_console_that_falls_silent(FaultPhase phase)
    {
        var isSilent = false;
        var consoles = new List<Relay>();
        var point = Watch(phase, consoles, _ =>
        {
            isSilent = true;
            foreach (var console in consoles)
                console.IsSilent = true;
            return Task.CompletedTask;
        });
        var pass = point.Forward;
        point.Forward = (endPoint, forward) =>
        {
            var passed = pass(endPoint, forward);
            if (passed is Relay console)
                console.IsSilent = isSilent;
            return passed;
        };
        await using var scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, FailureClass.GuestHealth, phase == FaultPhase.Boot ? "within 15 s" : "no answer within");
        await scenario.AssertAftermathAsync();
    }

    /// <summary>Passes all consoles through relays; the fault happens to the newest one.</summary>
    private static FaultPoint Watch(FaultPhase phase, List<Relay> consoles, Func<Relay?, Task> act) =>
        new(phase, () => act(consoles.LastOrDefault()))
        {
            Forward = (endPoint, forward) =>
            {
                if (!$"{endPoint}".EndsWith("/serial.sock", StringComparison.Ordinal))
                    return forward;
                consoles.Add(new Relay(forward));
                return consoles[^1];
            },
        };
}
