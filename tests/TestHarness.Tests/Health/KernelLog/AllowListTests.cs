using System.Globalization;
using TestHarness.Environments;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Tests.Health.KernelLog;

public sealed class AllowListTests
{
    private static readonly KernelLogRecord Record =
        new(5, 0, 3, TimeSpan.Zero, "Buffer I/O error on dev sr0, logical block 0");

    [TestCase("2031-05-01", true)]
    [TestCase("2031-05-02", true)]
    [TestCase("2031-05-03", false)]
    public void Applies_through_its_last_day(string today, bool allowed)
    {
        var report = Judge(today, null, KernelLogOwner.Guest);

        Assert.That(report.IsHealthy, Is.EqualTo(allowed));
        Assert.That(report.Allowed, Has.Length.EqualTo(allowed ? 1 : 0));
    }

    [Test]
    public void Says_that_the_entry_of_a_finding_expired() =>
        Assert.That(
            Judge("2032-01-01", null, KernelLogOwner.Guest).Findings.Single().Message,
            Does.EndWith("(its allow-list entry 'dev sr0' (no medium) expired on 2031-05-02)"));

    [TestCase(KernelLogOwner.Guest, true)]
    [TestCase(KernelLogOwner.Host, false)]
    public void Applies_to_its_scope_alone(KernelLogOwner owner, bool allowed) =>
        Assert.That(Judge("2031-01-01", KernelLogOwner.Guest, owner).IsHealthy, Is.EqualTo(allowed));

    [Test]
    public void A_pattern_that_needs_backtracking_is_refused() =>
        Assert.That(() => AllowEntry.ParsePattern("(?<!a)b"), Throws.ArgumentException.With.Message.Contains("look-around"));

    private static HealthReport Judge(string today, KernelLogOwner? scope, KernelLogOwner owner)
    {
        var entry = new AllowEntry(AllowEntry.ParsePattern("dev sr0"), "no medium", new DateOnly(2031, 5, 2), scope);
        return PrintedLog.Judge(new KernelLogJudge(new AllowList([entry], new FixedTime(today))), [Record], owner, "guest");
    }

    private sealed class FixedTime(string today) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(today + "T23:00:00Z", CultureInfo.InvariantCulture);
    }
}
