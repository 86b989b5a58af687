using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Health;

namespace TestHarness.Tests.Health;

public sealed class UnmadeChecksTests
{
    private static readonly AllowedUnmade Allowed = new("core dumps", "the owner's choice", new DateOnly(2031, 12, 31));

    [Test]
    public void When_all_checks_were_made_there_is_nothing_to_say()
    {
        var checks = new UnmadeChecks([], TimeProvider.System);
        checks.Add(HealthReport.Clean);

        Assert.That(checks.Describe(), Is.Null);
        Assert.That(checks.ThrowIfAny, Throws.Nothing);
    }

    [Test]
    public void Each_check_of_each_host_is_named_once_with_its_reason()
    {
        var checks = new UnmadeChecks([], TimeProvider.System);
        checks.Add(Cores("host1"));
        checks.Add(HealthReport.Combine(Cores("host1"), Cores("host2")));

        const string Both = "not checked: core dumps of host1: no pattern; core dumps of host2: no pattern";
        Assert.That(checks.Describe(), Is.EqualTo(Both));
        Assert.That(
            checks.ThrowIfAny,
            Throws.TypeOf<HarnessException>().With.Message.StartsWith($"[guest-health] strict mode: {Both}; remove the cause, "));
    }

    [Test]
    public void A_check_that_does_not_apply_is_named_and_no_failure()
    {
        var checks = new UnmadeChecks([], TimeProvider.System);
        checks.Add(HealthReport.Inapplicable(HealthCheck.BlockStatistics, "guest-1", "libvirt has ended it"));

        Assert.That(checks.Describe(), Is.EqualTo("not checked: block statistics of guest-1: libvirt has ended it"));
        Assert.That(checks.ThrowIfAny, Throws.Nothing);
    }

    [TestCase(2031, false)]
    [TestCase(2032, true)]
    public void An_allowed_check_is_not_a_failure_until_the_entry_expires(int year, bool fails)
    {
        var checks = new UnmadeChecks([Allowed], new Year(year));
        checks.Add(Cores("host1"));

        Assert.That(checks.ThrowIfAny, fails ? Throws.TypeOf<HarnessException>() : Throws.Nothing);
        Assert.That(checks.Describe(), Is.Not.Null, "it is shown all the same");
    }

    [Test]
    public void An_entry_allows_its_own_check_alone()
    {
        var checks = new UnmadeChecks([Allowed], new Year(2031));
        checks.Add(HealthReport.Combine(Cores("host1"), HealthReport.Unmade(HealthCheck.HostKernelLog, "host1", "no /dev/kmsg")));

        Assert.That(checks.ThrowIfAny, Throws.TypeOf<HarnessException>().With.Message.Contains("kernel log of host1")
            .And.Message.Not.Contains("core dumps"));
    }

    private static HealthReport Cores(string host) => HealthReport.Unmade(HealthCheck.CoreDumps, host, "no pattern");

    /// <summary>The last day of a year.</summary>
    private sealed class Year(int year) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, 12, 31, 12, 0, 0, TimeSpan.Zero);
    }
}
