using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Faults;

/// <summary>A host with less memory than its guest wants.</summary>
[Category("slow")]
internal sealed class MemoryFaultTests
{
    /// <summary>The limit of QEMU's address space in KiB: less than the guest's 128 MiB beside QEMU's own.</summary>
    private const string Limit = "400000";

    [Fault("host-memory-short")]
    [TestCase(FaultPhase.Boot)]
    public async Task A_host_without_memory_for_a_guest(FaultPhase phase)
    {
        var point = new FaultPoint(phase, () => Task.CompletedTask)
        {
            Change = command => command.Arguments.Any(word => word.Contains("qmp.sock", StringComparison.Ordinal))
                ? Limited(command)
                : command,
        };
        await using var scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, FailureClass.Provision, "Cannot allocate memory|cannot set up guest memory");
        await scenario.AssertAftermathAsync();
    }

    private static Command Limited(Command command) => Plants.Copy(
        command, "sh", ["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh", Limit, command.Program, .. command.Arguments]);
}
