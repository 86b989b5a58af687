using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Labs.Guests;

namespace TestHarness.Tests.Labs.Guests;

public sealed class CheckFailuresTests
{
    [Test]
    public void Each_failed_check_and_each_finding_is_a_fault()
    {
        var health = HealthReport.Made(
            HealthCheck.GuestTaint, new HealthFinding(HealthCheck.GuestTaint, "guest", HealthSeverity.Error, "taint 128"));
        Task[] checks =
        [
            Task.FromException(new HarnessException(FailureClass.Data, "block 17 is lost")), Task.CompletedTask,
            Task.FromException(new HarnessException(FailureClass.Qmp, "no reply")),
        ];

        Assert.That(
            () => CheckFailures.ThrowIfAnyAsync("after leg 1: ", "after leg 1", health, checks),
            Throws.TypeOf<HarnessException>().With.Property("Faults").EqualTo(new[]
            {
                new Fault(FailureClass.Data, "block 17 is lost"), new Fault(FailureClass.Qmp, "no reply"),
                new Fault(FailureClass.GuestHealth, $"{health.Findings[0]}"),
            }));
    }

    [TestCase(true, FailureClass.GuestHealth)]
    [TestCase(false, FailureClass.Data)]
    public void Wrong_data_stays_a_failure_of_data_when_the_guest_does_not_answer(bool isStall, FailureClass expected)
    {
        var health = HealthReport.Made(
            HealthCheck.GuestAnswer, new HealthFinding(HealthCheck.GuestAnswer, "guest", HealthSeverity.Error, "no answer"));
        Task[] checks =
        [
            Task.FromException(new HarnessException(FailureClass.Data, "nothing was written") { IsStall = true }),
            Task.FromException(new HarnessException(FailureClass.Data, "block 17 is lost") { IsStall = isStall }),
        ];

        Assert.That(
            () => CheckFailures.ThrowIfAnyAsync("", "after leg 1", health, checks),
            Throws.TypeOf<HarnessException>().With.Property("FailureClass").EqualTo(expected));
    }
}
