using System.Xml.Linq;
using TestHarness.Reports.Records;
using TestHarness.Reports.Tests.Support;
using TestHarness.Reports.Trx;

namespace TestHarness.Reports.Tests.Trx;

public sealed class TrxReportTests
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    [Test]
    public void Each_result_has_its_definition_and_the_counts_are_those_of_the_run()
    {
        using var folder = new RecordFolder();
        var file = Path.Combine(folder.Reports, "run.trx");
        new TrxReport(folder.Open(
            SyntheticRun.Run(),
            SyntheticRun.Scenario(0),
            SyntheticRun.Scenario(6),
            SyntheticRun.Scenario(1, ScenarioOutcome.Skipped) with { Reason = "it needs 3 hosts" },
            SyntheticRun.End())).Write(file);

        var xml = XDocument.Load(file);
        var results = xml.Descendants(Trx + "UnitTestResult").ToArray();
        var counters = xml.Descendants(Trx + "Counters").Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                results.Select(result => result.Attribute("outcome")!.Value),
                Is.EqualTo(new[] { "Passed", "Failed", "NotExecuted" }));
            Assert.That(
                results.Select(result => result.Attribute("testId")!.Value),
                Is.EqualTo(xml.Descendants(Trx + "UnitTest").Select(test => test.Attribute("id")!.Value)));
            Assert.That(counters.Attribute("failed")!.Value, Is.EqualTo("1"));
            Assert.That(results[1].Value, Does.Contain("found 3 lost blocks"));
            Assert.That(results[2].Value, Does.Contain("it needs 3 hosts"));
        });
    }

    [Test]
    public void A_known_failure_is_not_executed_and_the_run_has_not_failed()
    {
        using var folder = new RecordFolder();
        var file = Path.Combine(folder.Reports, "run.trx");
        new TrxReport(folder.Open(
            SyntheticRun.Run(), KnownRecords.Scenario(0), KnownRecords.FixedScenario(1), SyntheticRun.End())).Write(file);

        var xml = XDocument.Load(file);
        var results = xml.Descendants(Trx + "UnitTestResult").ToArray();
        Assert.That(
            results.Select(result => result.Attribute("outcome")!.Value), Is.EqualTo(new[] { "NotExecuted", "Passed" }));
        Assert.That(results[0].Value, Is.EqualTo("Known: bug 42, owner jane\n[data] block 17 is lost"));
        Assert.That(xml.Descendants(Trx + "ResultSummary").Single().Attribute("outcome")!.Value, Is.EqualTo("Completed"));
        Assert.That(
            xml.Descendants(Trx + "Counters").Single().Attributes().Select(each => $"{each.Name}={each.Value}"),
            Is.SupersetOf(new[] { "total=2", "passed=1", "failed=0", "notExecuted=1" }));
    }
}
