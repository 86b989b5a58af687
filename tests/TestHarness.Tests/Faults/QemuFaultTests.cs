using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Faults;

/// <summary>
/// A QEMU is killed, or stopped for ever, on the source or on the destination. After a leg the check that first comes to the
/// source decides whether the class is qmp or guest-health.
/// </summary>
[Category("slow")]
internal sealed class QemuFaultTests
{
    [Fault("qemu-source-killed")]
    [TestCase(FaultPhase.Boot, FailureClass.Provision, "ended at once with 137")]
    [TestCase(FaultPhase.Idle, FailureClass.GuestHealth, "the serial port was closed")]
    [TestCase(FaultPhase.Leg, FailureClass.Qmp, "guest-1 on host1 ended with 137 \\(signal 9\\)")]
    [TestCase(FaultPhase.Check, null, "guest-1 on host1 ended with 137 \\(signal 9\\)|QEMU's exit code: expected 0, found 137")]
    public Task A_source_that_is_killed(FaultPhase phase, FailureClass? failureClass, string cause) =>
        FailsAsync(phase, failureClass, cause, isSource: true, HostSignal.Kill);

    [Fault("qemu-source-stopped")]
    [TestCase(FaultPhase.Boot, FailureClass.Qmp, "no QMP greeting from .* within 10 s")]
    [TestCase(FaultPhase.Idle, FailureClass.GuestHealth, "no answer within 30 s")]
    [TestCase(FaultPhase.Leg, FailureClass.Qmp, "guest-1 on host1: waited 10 s for the end of the migration")]
    [TestCase(FaultPhase.Check, null, "guest-1 on host1: 'query-.*' got no reply|QEMU's exit code: expected 0, found 137")]
    public Task A_source_that_is_stopped(FaultPhase phase, FailureClass? failureClass, string cause) =>
        FailsAsync(phase, failureClass, cause, isSource: true, HostSignal.Stop);

    [Fault("qemu-destination-killed")]
    [TestCase(FaultPhase.Leg, FailureClass.Migration, "guest-2 on host2 ended with 137 \\(signal 9\\)")]
    [TestCase(FaultPhase.Check, FailureClass.Qmp, "guest-2 on host2 ended with 137 \\(signal 9\\)")]
    public Task A_destination_that_is_killed(FaultPhase phase, FailureClass? failureClass, string cause) =>
        FailsAsync(phase, failureClass, cause, isSource: false, HostSignal.Kill);

    [Fault("qemu-destination-stopped")]
    [TestCase(FaultPhase.Leg, FailureClass.Migration, "did not end within 10 s: .*; guest-2 on host2: .* got no reply")]
    [TestCase(FaultPhase.Check, FailureClass.Qmp, "guest-2 on host2: 'query-.*' got no reply within 4 s")]
    public Task A_destination_that_is_stopped(FaultPhase phase, FailureClass? failureClass, string cause) =>
        FailsAsync(phase, failureClass, cause, isSource: false, HostSignal.Stop);

    private static async Task FailsAsync(
        FaultPhase phase, FailureClass? failureClass, string cause, bool isSource, HostSignal signal)
    {
        FaultPoint point = null!;
        point = new FaultPoint(phase, () => Signal(
            isSource && phase is FaultPhase.Leg or FaultPhase.Check ? point.Earlier : point.Newest, signal));
        await using var scenario = await FaultScenario.StartAsync(point);

        var failures = await scenario.RunAsync();

        Aftermath.AssertCause(failures, failureClass ?? EitherOf(failures[0].FailureClass), cause);
        await scenario.AssertAftermathAsync();
    }

    private static FailureClass EitherOf(FailureClass found) => found == FailureClass.Qmp ? found : FailureClass.GuestHealth;

    private static Task Signal(IHostProcess qemu, HostSignal signal) => qemu.SignalAsync(signal, CancellationToken.None);
}
