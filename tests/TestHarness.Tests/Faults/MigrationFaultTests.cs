using TestHarness.Failures;
using TestHarness.Migration;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Faults;

/// <summary>A destination that refuses the guest, and a migration that does not end.</summary>
[Category("slow")]
internal sealed class MigrationFaultTests
{
    [Fault("destination-refuses")]
    [TestCase(FaultPhase.Leg)]
    public async Task A_destination_that_refuses_the_guest(FaultPhase phase)
    {
        var point = new FaultPoint(phase, () => Task.CompletedTask)
        {
            // The destination has another amount of memory, which only its incoming migration finds.
            Change = command => command.Arguments.Contains("defer")
                ? Plants.Copy(command, command.Program, command.Arguments.Select(word => word == "128M" ? "144M" : word))
                : command,
        };
        await using var scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, FailureClass.Migration, "guest-2 on host2 ended with 1: .*Size mismatch: pc.ram");
        await scenario.AssertAftermathAsync();
    }

    /// <summary>The guest makes memory dirty faster than it may be sent.</summary>
    [Fault("not-converging")]
    [TestCase(FaultPhase.Load)]
    public async Task A_migration_that_does_not_converge(FaultPhase phase)
    {
        FaultScenario scenario = null!;
        var point = new FaultPoint(phase, async () => await scenario.Guest!.Guest.Shell.RunAsync(
            "(while :; do dd if=/dev/zero of=/dev/shm/dirty bs=1M count=24; done) > /dev/null 2>&1 &", TimeSpan.FromSeconds(10)));
        await using var started = scenario = await FaultScenario.StartAsync(point);
        scenario.Options = new MigrationOptions
        {
            MaxBandwidth = 8 << 20,
            DowntimeLimit = TimeSpan.FromMilliseconds(1),
            Timeout = TimeSpan.FromSeconds(10),
        };

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(
            failures, FailureClass.Migration, @"the migration did not end within 10 s: it is active in pass \d+, .* MiB remain");
        await scenario.AssertAftermathAsync();
    }
}
