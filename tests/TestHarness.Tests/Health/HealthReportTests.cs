using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class HealthReportTests
{
    [Test]
    public void A_report_without_findings_is_healthy_only_if_every_check_was_made()
    {
        var unmade = HealthReport.Unmade(HealthCheck.HostKernelLog, "h1", "no /dev/kmsg");
        Assert.That(() => unmade.ThrowIfUnhealthy("after leg 1"), Throws.Nothing, "strict mode fails at the scenario's end");
        Assert.That(unmade.IsHealthy, Is.False);
        Assert.That(HealthReport.Clean.IsHealthy);
        Assert.That(HealthReport.Combine(HealthReport.Clean, unmade).IsHealthy, Is.False);
    }

    [Test]
    public void A_check_that_does_not_apply_is_shown_and_is_not_a_fault()
    {
        var report = HealthReport.Inapplicable(HealthCheck.BlockStatistics, "guest-1", "libvirt has ended it");
        Assert.That(report.IsHealthy);
        Assert.That(
            report.NotChecked.Single().ToString(), Is.EqualTo("guest-1: block statistics was not checked: libvirt has ended it"));
    }

    [Test]
    public void The_message_has_the_most_severe_first_and_what_was_not_checked()
    {
        var report = HealthReport.Combine(
            HealthReport.Made(
                HealthCheck.GuestKernelLog, Finding(HealthSeverity.Warning, "w"), Finding(HealthSeverity.Critical, "c")),
            HealthReport.Unmade(HealthCheck.CoreDumps, "h1", "no pattern"));

        var thrown = Assert.Throws<HarnessException>(() => report.ThrowIfUnhealthy("after leg 1"));

        Assert.That(thrown!.Message, Is.EqualTo(
            """
            [guest-health] expected no errors after leg 1, found 2 findings:
              critical: guest: guest identity: c
              warning: guest: guest identity: w
              h1: core dumps was not checked: no pattern
            """));
    }

    [Test]
    public void The_message_has_20_findings_and_the_number_of_the_rest()
    {
        var report = HealthReport.Made(
            HealthCheck.GuestKernelLog, Enumerable.Range(1, 25).Select(i => Finding(HealthSeverity.Error, $"e{i}")));

        var message = Assert.Throws<HarnessException>(() => report.ThrowIfUnhealthy("at the end"))!.Message;

        Assert.That(message, Does.Contain("e20").And.Not.Contains("e21").And.EndsWith("… and 5 more"));
    }

    [Test]
    public void Each_finding_is_a_fault_also_those_that_the_message_does_not_show()
    {
        var report = HealthReport.Made(
            HealthCheck.GuestKernelLog, Enumerable.Range(1, 25).Select(i => Finding(HealthSeverity.Error, $"e{i}")));

        var faults = Assert.Throws<HarnessException>(() => report.ThrowIfUnhealthy("at the end"))!.Faults;

        Assert.That(faults, Has.Length.EqualTo(25));
        Assert.That(faults[^1], Is.EqualTo(new Fault(FailureClass.GuestHealth, "error: guest: guest identity: e25")));
    }

    [TestCase(1, "found 1 finding:", "e1")]
    [TestCase(20, "found 20 findings:", "e20")]
    public void The_message_has_all_of_up_to_20_findings(int count, string found, string last)
    {
        var report = HealthReport.Made(
            HealthCheck.GuestKernelLog, Enumerable.Range(1, count).Select(i => Finding(HealthSeverity.Error, $"e{i}")));

        Assert.That(report.Describe("at the end"), Does.Contain(found).And.EndsWith($": {last}"));
    }

    private static HealthFinding Finding(HealthSeverity severity, string message) =>
        new(HealthCheck.GuestIdentity, "guest", severity, message);
}
