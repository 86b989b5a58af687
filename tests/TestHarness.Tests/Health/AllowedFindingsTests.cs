using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class AllowedFindingsTests
{
    private static readonly DateOnly Expires = new(2031, 5, 2);

    [Test]
    public void When_nothing_was_allowed_there_is_nothing_to_say()
    {
        var allowed = new AllowedFindings();
        allowed.Add(HealthReport.Clean);

        Assert.That((allowed.Describe(), allowed.List()), Is.EqualTo((default(string), default(string))));
    }

    [Test]
    public void Allowed_findings_are_counted_by_place_and_reason_although_no_check_failed()
    {
        var allowed = new AllowedFindings();
        allowed.Add(Report("guest", "slow emulation", "took 1 ns", "took 2 ns"));
        allowed.Add(
            HealthReport.Combine(
                Report("guest", "slow emulation", "took 3 ns"), Report("host1", "no counters", "unhandled RDMSR")));

        Assert.That(
            allowed.Describe(),
            Is.EqualTo("allowed: 4 findings: 3 × kernel log of guest (slow emulation); 1 × kernel log of host1 (no counters)"));
    }

    [Test]
    public void The_list_has_each_finding_with_its_reason_and_the_last_day_of_its_entry()
    {
        var allowed = new AllowedFindings();
        allowed.Add(Report("guest", "slow emulation", "took 1 ns"));

        Assert.That(
            allowed.List(),
            Is.EqualTo("warning: guest: kernel log: took 1 ns (allowed until 2031-05-02: slow emulation)\n"));
    }

    [Test]
    public void A_finding_that_the_scenario_expects_has_no_last_day()
    {
        var allowed = new AllowedFindings();
        var report = Report("host1", "the loss of a path is expected", "FC link down");
        allowed.Add(report with { Allowed = [.. report.Allowed.Select(finding => finding with { Expires = null })] });

        Assert.That(
            allowed.List(),
            Is.EqualTo("warning: host1: kernel log: FC link down (allowed in this scenario: the loss of a path is expected)\n"));
    }

    [Test]
    public void A_long_list_counts_all_and_keeps_the_first_ones()
    {
        var allowed = new AllowedFindings();
        allowed.Add(
            Report("guest", "slow emulation", [.. Enumerable.Range(1, AllowedFindings.Most + 5).Select(i => $"took {i} ns")]));

        Assert.That(allowed.Describe(), Does.StartWith($"allowed: {AllowedFindings.Most + 5} findings: "));
        Assert.That(allowed.List(), Does.Contain($"took {AllowedFindings.Most} ns").And.EndWith("… and 5 more\n"));
    }

    private static HealthReport Report(string where, string reason, params string[] messages) => HealthReport.Clean with
    {
        Allowed =
        [
            .. messages.Select(message => new AllowedFinding(
                new HealthFinding(HealthCheck.HostKernelLog, where, HealthSeverity.Warning, message), reason, Expires)),
        ],
    };
}
