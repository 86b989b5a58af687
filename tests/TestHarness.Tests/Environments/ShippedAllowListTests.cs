using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.Tests.Health.KernelLog;

namespace TestHarness.Tests.Environments;

/// <summary>What the shipped environments accept of slow emulation, and nothing worse.</summary>
[TestFixture]
internal sealed class ShippedAllowListTests
{
    [TestCase(
        "clocksource: timekeeping watchdog on CPU0: kvm-clock read-back delay of 5359023ns, attempt 2, marking unstable", true)]
    [TestCase("clocksource: timekeeping watchdog on CPU0: kvm-clock retried 2 times before success", true)]
    [TestCase("tsc: Marking TSC unstable due to clocksource watchdog", true)]
    [TestCase(
        "clocksource: timekeeping watchdog on CPU0: Marking clocksource 'tsc' as unstable because the skew is too large:", false)]
    [TestCase("tsc: Marking TSC unstable due to check_tsc_sync_source failed", false)]
    public void A_watchdog_that_was_held_up_is_not_a_clock_that_is_off(string text, bool allowed)
    {
        var report = Judge("virtual-lab", KernelLogOwner.Guest, text);

        Assert.That((report.Findings.IsEmpty, report.Allowed.IsEmpty), Is.EqualTo((allowed, !allowed)));
    }

    [TestCase("virtual-lab", KernelLogOwner.Guest, true)]
    [TestCase("virtual-lab", KernelLogOwner.Host, false)]
    [TestCase("local", KernelLogOwner.Guest, false)]
    public void Throttled_real_time_tasks_are_accepted_of_guests_of_emulated_hosts_alone(
        string environment, KernelLogOwner owner, bool allowed) =>
        Assert.That(Judge(environment, owner, "sched: RT throttling activated").Findings.IsEmpty, Is.EqualTo(allowed));

    [TestCase(KernelLogOwner.Guest, "hrtimer: interrupt took 13370126 ns", true)]
    [TestCase(
        KernelLogOwner.Guest, "clocksource: Long readout interval, skipping watchdog check: cs_nsec: 1020 wd_nsec: 1011", true)]
    [TestCase(KernelLogOwner.Host, "hrtimer: interrupt took 13370126 ns", false)]
    [TestCase(KernelLogOwner.Guest, "watchdog: BUG: soft lockup - CPU#0 stuck for 23s!", false)]
    public void The_local_environment_accepts_that_an_emulated_guest_stands_still(
        KernelLogOwner owner, string text, bool allowed) =>
        Assert.That(Judge("local", owner, text).Findings.IsEmpty, Is.EqualTo(allowed));

    /// <summary>On a day on which no entry has expired, so that the test does not depend on its own day.</summary>
    private static HealthReport Judge(string name, KernelLogOwner owner, string text)
    {
        var file = Path.Combine(Repository.Folder("environments"), $"{name}.yaml");
        var environment = EnvironmentFile.Load(file, DeviceKinds.HostSections);
        var day = environment.KernelLogAllow.Min(entry => entry.Expires).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var judge = new KernelLogJudge(new AllowList(environment.KernelLogAllow, new Day(day)));
        var record = new KernelLogRecord(1, 0, 4, TimeSpan.FromSeconds(39), text);
        return PrintedLog.Judge(judge, [record], owner, "machine");
    }

    private sealed class Day(DateTime utc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(utc);
    }
}
