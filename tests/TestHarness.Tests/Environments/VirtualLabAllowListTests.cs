using TestHarness.Environments;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Environments;

/// <summary>What the shipped virtual lab accepts of slow emulation, and nothing worse.</summary>
[TestFixture]
internal sealed class VirtualLabAllowListTests
{
    [TestCase("clocksource: timekeeping watchdog on CPU0: kvm-clock read-back delay of 5359023ns, attempt 2, marking unstable", true)]
    [TestCase("clocksource: timekeeping watchdog on CPU0: kvm-clock retried 2 times before success", true)]
    [TestCase("tsc: Marking TSC unstable due to clocksource watchdog", true)]
    [TestCase("clocksource: timekeeping watchdog on CPU0: Marking clocksource 'tsc' as unstable because the skew is too large:", false)]
    [TestCase("tsc: Marking TSC unstable due to check_tsc_sync_source failed", false)]
    public void A_watchdog_that_was_held_up_is_no_clock_that_is_off(string text, bool allowed)
    {
        var environment = EnvironmentFile.Load(Path.Combine(Repository.Folder("environments"), "virtual-lab.yaml"));
        var judge = new KernelLogJudge(new AllowList(environment.KernelLogAllow, TimeProvider.System));
        var record = new KernelLogRecord(1, 0, 4, TimeSpan.FromSeconds(39), text);

        var report = judge.Judge(new KernelLogReading(1, [record], 0, null), KernelLogOwner.Guest, "guest");

        Assert.That((report.Findings.IsEmpty, report.Allowed.IsEmpty), Is.EqualTo((allowed, !allowed)));
    }
}
