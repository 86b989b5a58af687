using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class HealthReportTests
{
    [Test]
    public void A_report_without_findings_does_not_throw() =>
        Assert.That(() => HealthReport.Unmade("kernel log", "h1", "no /dev/kmsg").ThrowIfUnhealthy("after leg 1"), Throws.Nothing);

    [Test]
    public void The_message_has_the_most_severe_first_and_what_was_not_checked()
    {
        var report = HealthReport.Combine(
            HealthReport.Of(Finding(HealthSeverity.Warning, "w"), Finding(HealthSeverity.Critical, "c")),
            HealthReport.Unmade("core dumps", "h1", "no pattern"));

        var thrown = Assert.Throws<HarnessException>(() => report.ThrowIfUnhealthy("after leg 1"));

        Assert.That(thrown!.Message, Is.EqualTo(
            """
            [guest-health] expected no errors after leg 1, found 2 findings:
              critical: guest: test: c
              warning: guest: test: w
              h1: core dumps was not checked: no pattern
            """));
    }

    [Test]
    public void The_message_has_20_findings_and_the_number_of_the_rest()
    {
        var report = HealthReport.Of(Enumerable.Range(1, 25).Select(i => Finding(HealthSeverity.Error, $"e{i}")));

        var message = Assert.Throws<HarnessException>(() => report.ThrowIfUnhealthy("at the end"))!.Message;

        Assert.That(message, Does.Contain("e20").And.Not.Contains("e21").And.EndsWith("… and 5 more"));
    }

    private static HealthFinding Finding(HealthSeverity severity, string message) => new("test", "guest", severity, message);
}
