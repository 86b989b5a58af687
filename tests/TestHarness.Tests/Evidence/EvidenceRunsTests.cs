using TestHarness.Evidence;

namespace TestHarness.Tests.Evidence;

public sealed class EvidenceRunsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Test]
    public void A_run_of_the_same_second_comes_after_the_run_before_it() => Assert.That(
        Enumerable.Range(0, 100).Select(ms => EvidenceRuns.NewName(Start.AddMilliseconds(ms))),
        Is.Ordered.Using<string>(StringComparer.Ordinal));

    [Test]
    public void A_new_name_is_the_name_of_a_run()
    {
        var name = EvidenceRuns.NewName(Start);

        Assert.That((name[..20], EvidenceRuns.IsName(name)), Is.EqualTo(("20260102-030405-000-", true)));
    }

    [TestCase("20260102-030405")]
    [TestCase("20260102-030405-a1b2")]
    public void Names_of_earlier_versions_are_names_of_runs(string name) => Assert.That(EvidenceRuns.IsName(name));

    [TestCase("notes")]
    [TestCase("20260102-030405-678")]
    [TestCase("20260102-030405-678-a1b2-old")]
    public void Other_folders_are_not_runs(string name) => Assert.That(EvidenceRuns.IsName(name), Is.False);
}
