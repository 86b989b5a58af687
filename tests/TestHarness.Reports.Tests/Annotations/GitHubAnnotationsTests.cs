using TestHarness.Reports.Annotations;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;

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
}
