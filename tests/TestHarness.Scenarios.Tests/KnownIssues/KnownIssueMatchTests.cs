using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Scenarios.KnownIssues;
using TestHarness.Scenarios.Tags;
using TestHarness.Versions;

namespace TestHarness.Scenarios.Tests.KnownIssues;

public sealed class KnownIssueMatchTests
{
    private static readonly Fault Lost = new(FailureClass.Data, "block 17 is lost");
    private static readonly JudgedScenario Scenario = new("features/a.feature:7", "A guest survives", "A guest survives", ["x"]);
    private static readonly KnownIssue Issue = KnownIssueTests.Issue("is lost");
    private static readonly ImmutableArray<HostVersions> Hosts =
    [
        new("host1", new SoftwareVersion("7.2.22", "1:7.2+dfsg-7+deb12u18", "dpkg"), new(null, "6.1.100-1", "dpkg"), "tcg"),
        new("host2", new SoftwareVersion("10.0.2", "1:10.0.2+ds-2", "dpkg"), new(null, "6.12.41-1", "dpkg"), "tcg"),
    ];

    [Test]
    public void A_failure_of_the_class_with_the_pattern_is_known_and_names_bug_owner_and_expiry()
    {
        var verdict = Judge([Issue with { Reason = "TCG" }], Lost)!;
        Assert.That(verdict.Kind, Is.EqualTo(KnownKind.Known));
        Assert.That(verdict.Note, Is.EqualTo("known: bug 42, owner jane, expires 2027-06-30 (known-issues.yaml:3): TCG"));
    }

    [Test]
    public void A_scenario_that_no_entry_concerns_has_no_verdict()
    {
        KnownIssue[] others = [Issue with { Scenario = new("B*") }, Issue with { Tags = TagExpression.Parse("not @x") }];
        Assert.That(Judge([.. others], Lost), Is.Null);
        Assert.That(KnownIssueMatch.JudgePass([.. others], Scenario, Hosts), Is.Null);
    }

    [TestCase(FailureClass.Qmp, "block 17 is lost", "it is of class data, the failure of qmp")]
    [TestCase(null, "block 17 is lost", "it is of class data, the failure of no class")]
    [TestCase(FailureClass.Data, "block 17 is old", "its pattern 'is lost' is not in the failure")]
    public void Another_failure_says_which_entry_does_not_fit_and_why(FailureClass? failureClass, string message, string why)
    {
        var verdict = Judge([Issue], new Fault(failureClass, message))!;
        Assert.That(verdict.Kind, Is.EqualTo(KnownKind.Different));
        Assert.That(
            verdict.Note,
            Is.EqualTo($"not the known issue: bug 42, owner jane, expires 2027-06-30 (known-issues.yaml:3): {why}"));
    }

    [Test]
    public void A_second_fault_beside_the_known_one_is_not_known()
    {
        var verdict = Judge([Issue], Lost, new Fault(FailureClass.Leak, "host1 has a tap\nmore"))!;
        Assert.That(verdict.Kind, Is.EqualTo(KnownKind.Different));
        Assert.That(verdict.Note, Does.EndWith("no entry knows [leak] host1 has a tap"));
    }

    [Test]
    public void Each_of_several_faults_may_have_an_entry_of_its_own()
    {
        var leak = KnownIssueTests.Issue("a tap") with { FailureClass = FailureClass.Leak };
        Assert.That(
            Judge([leak, Issue], Lost, new Fault(FailureClass.Leak, "host1 has a tap"))!.Kind, Is.EqualTo(KnownKind.Known));
    }

    [TestCase("2027-06-30", KnownKind.Known)]
    [TestCase("2027-07-01", KnownKind.Expired)]
    public void An_entry_applies_until_the_end_of_its_last_day(string today, KnownKind kind) =>
        Assert.That(Judge([Issue], DateOnly.Parse(today, null), Lost)!.Kind, Is.EqualTo(kind));

    [Test]
    public void An_expired_entry_says_when_it_expired_and_who_owns_it() => Assert.That(
        Judge([Issue with { Expires = new(2026, 1, 1) }], Lost)!.Note,
        Does.StartWith("the known issue expired on 2026-01-01, owner jane: bug 42"));

    [Test]
    public void An_entry_that_has_not_expired_counts_before_one_that_has() => Assert.That(
        Judge([Issue with { Expires = new(2026, 1, 1) }, Issue], Lost)!.Kind, Is.EqualTo(KnownKind.Known));

    [Test]
    public void A_fault_that_no_entry_knows_counts_before_an_expired_entry() => Assert.That(
        Judge([Issue with { Expires = new(2026, 1, 1) }], Lost, new Fault(FailureClass.Leak, "a tap"))!.Kind,
        Is.EqualTo(KnownKind.Different));

    [TestCase(">=7.2.0,<8", null, null, KnownKind.Known)]
    [TestCase(">=10.0.0", null, null, KnownKind.Known)]
    [TestCase(">=11", null, null, KnownKind.Different)]
    [TestCase(null, "<6.2", null, KnownKind.Known)]
    [TestCase(null, "<6.1", null, KnownKind.Different)]
    [TestCase(null, null, "tcg", KnownKind.Known)]
    [TestCase(null, null, "kvm", KnownKind.Different)]
    // No host has both.
    [TestCase(">=10.0.0", "<6.2", null, KnownKind.Different)]
    public void One_host_must_have_all_versions(string? qemu, string? kernel, string? accelerator, KnownKind kind)
    {
        var issue = Issue with { Versions = new(Interval(qemu), Interval(kernel), accelerator) };
        var verdict = Judge([issue], Lost)!;
        Assert.That(verdict.Kind, Is.EqualTo(kind));
        if (kind == KnownKind.Different)
            Assert.That(verdict.Note, Does.Contain("found host1 with QEMU 1:7.2+dfsg-7+deb12u18 (tcg), kernel 6.1.100-1"));
    }

    [Test]
    public void Without_the_versions_of_the_hosts_an_entry_with_versions_knows_nothing()
    {
        var issue = Issue with { Versions = new(Interval("<8"), null, null) };
        Assert.That(
            KnownIssueMatch.JudgeFailure([issue], Scenario, [Lost], [], new(2026, 6, 1))!.Note,
            Does.EndWith("it is for QEMU <8, and the versions of the scenario's hosts are not known"));
        Assert.That(KnownIssueMatch.JudgePass([issue], Scenario, []), Is.Null);
    }

    [Test]
    public void A_scenario_that_passes_is_perhaps_fixed()
    {
        var verdict = KnownIssueMatch.JudgePass([Issue], Scenario, Hosts)!;
        Assert.That(verdict.Kind, Is.EqualTo(KnownKind.Fixed));
        Assert.That(verdict.Note, Does.StartWith("fixed? The scenario passed").And.Contain("remove the entry"));
    }

    [Test]
    public void A_pass_tells_nothing_of_an_issue_that_comes_and_goes() => Assert.That(
        KnownIssueMatch.JudgePass([Issue with { IsIntermittent = true }], Scenario, Hosts)!.Kind, Is.EqualTo(KnownKind.NotSeen));

    [Test]
    public void A_pass_on_other_versions_tells_nothing() => Assert.That(
        KnownIssueMatch.JudgePass([Issue with { Versions = new(Interval(">=11"), null, null) }], Scenario, Hosts), Is.Null);

    private static VersionInterval? Interval(string? text) => text is null ? null : VersionInterval.Parse(text, out _);

    private static KnownVerdict? Judge(ImmutableArray<KnownIssue> issues, params ImmutableArray<Fault> faults) =>
        Judge(issues, new DateOnly(2026, 6, 1), faults);

    private static KnownVerdict? Judge(ImmutableArray<KnownIssue> issues, DateOnly today, params ImmutableArray<Fault> faults) =>
        KnownIssueMatch.JudgeFailure(issues, Scenario, faults, Hosts, today);
}
