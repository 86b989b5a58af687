using TestHarness.Reports.Annotations;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;
using TestHarness.Scenarios.KnownIssues;

namespace TestHarness.Reports.Tests.Annotations;

public sealed class GitHubAnnotationsTests
{
    [Test]
    public void A_failure_is_an_error_at_the_line_of_its_scenario()
    {
        var failed = SyntheticRun.Scenario(6) with { Title = "50 % of a, b: c", Message = "[data] one\ntwo 100 %" };
        Assert.That(
            GitHubAnnotations.Of(RunRecord.Of(SyntheticRun.Run(), [SyntheticRun.Scenario(0), failed], [])),
            Is.EqualTo(new[]
            {
                "::error file=features/migration/feature_000.feature,line=57,title=50 %25 of a%2C b%3A c"
                    + "::[data] one%0Atwo 100 %25",
            }));
    }

    [Test]
    public void A_known_issue_is_a_notice_and_no_error() => Assert.That(
        GitHubAnnotations.Of(RunRecord.Of(
            SyntheticRun.Run(),
            [
                KnownRecords.Scenario(0) with { Title = "A" }, KnownRecords.FixedScenario(1) with { Title = "B" },
                SyntheticRun.Scenario(2, ScenarioOutcome.Failed) with
                {
                    Title = "C", Message = "[qmp] no", Known = KnownRecords.Of(KnownKind.Different),
                },
            ],
            [])),
        Is.EqualTo(new[]
        {
            "::notice file=features/migration/feature_000.feature,line=3,title=A"
                + "::Known: bug 42, owner jane%0A[data] block 17 is lost",
            "::notice file=features/migration/feature_000.feature,line=12,title=B::Fixed: bug 42, owner jane",
            "::error file=features/migration/feature_000.feature,line=21,title=C::Different: bug 42, owner jane%0A[qmp] no",
        }));
}
