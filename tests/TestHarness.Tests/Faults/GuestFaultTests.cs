using TestHarness.Failures;

namespace TestHarness.Tests.Faults;

/// <summary>The guest's kernel panics, hangs or is reset while its load writes.</summary>
[Category("slow")]
internal sealed class GuestFaultTests
{
    [Fault("guest-panic")]
    [TestCase(FaultPhase.Load)]
    public Task A_guest_that_panics(FaultPhase phase) =>
        FailsAsync(phase, "echo c > /proc/sysrq-trigger", "Kernel panic - not syncing");

    /// <summary>The guest's only vCPU stays in the kernel: a panic that neither reboots nor tells anything.</summary>
    [Fault("guest-hang")]
    [TestCase(FaultPhase.Load)]
    public Task A_guest_that_hangs(FaultPhase phase) =>
        FailsAsync(phase, "echo 0 > /proc/sys/kernel/printk; echo c > /proc/sysrq-trigger", "no answer within");

    [Fault("guest-reset")]
    [TestCase(FaultPhase.Load)]
    public Task A_guest_that_is_reset(FaultPhase phase) =>
        FailsAsync(phase, "echo b > /proc/sysrq-trigger", @"the guest was reset at .* \(guest-reset\)");

    private static async Task FailsAsync(FaultPhase phase, string script, string cause)
    {
        FaultScenario scenario = null!;
        var point = new FaultPoint(phase, async () =>
        {
            // The guest gives no answer: the time limit is for the script to arrive.
            await Assert.ThatAsync(
                () => scenario.Guest!.Guest.Shell.RunAsync(script, TimeSpan.FromSeconds(3)), Throws.TypeOf<HarnessException>());
        });
        await using var started = scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, FailureClass.GuestHealth, cause);
        await scenario.AssertAftermathAsync();
    }
}
