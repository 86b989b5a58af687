using TestHarness.Cli.Ci;

namespace TestHarness.Cli.Tests.Ci;

public sealed class ResultFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("harness-ci-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase("Passed", OutcomeKind.Passed)]
    [TestCase("NotExecuted", OutcomeKind.Skipped)]
    [TestCase("Failed", OutcomeKind.Failed)]
    [TestCase("Timeout", OutcomeKind.Failed)]
    [TestCase("Aborted", OutcomeKind.Failed)]
    [TestCase("Inconclusive", OutcomeKind.Failed)]
    public void A_test_of_a_result_file_has_its_outcome_and_message(string outcome, object kind)
    {
        File.WriteAllText(Path.Combine(_folder, "A.Tests.trx"), $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A_test" outcome="{outcome}">
                <Output><ErrorInfo><Message>NoKvm: &lt;x&gt;</Message></ErrorInfo></Output>
              </UnitTestResult>
            </Results></TestRun>
            """);

        var results = TrxFile.ReadAll("tests", _folder).Single();

        Assert.That((results.Part, results.Project), Is.EqualTo(("tests", "A.Tests")));
        Assert.That(results.Tests, Is.EqualTo(new[] { new TestOutcome("A_test", (OutcomeKind)kind, "NoKvm: <x>") }));
    }

    [TestCase("passed", OutcomeKind.Passed)]
    [TestCase("skipped", OutcomeKind.Skipped)]
    [TestCase("failed", OutcomeKind.Failed)]
    [TestCase("broken", OutcomeKind.Failed)]
    public void A_scenario_has_its_outcome_and_message(string status, object kind)
    {
        var text = $$"""{"name":"A scenario","status":"{{status}}","statusDetails":{"message":"needs vhba"} }""";
        File.WriteAllText(Path.Combine(_folder, "1-result.json"), text);
        File.WriteAllText(Path.Combine(_folder, "1-container.json"), "{}");

        var results = ScenarioResults.ReadAll("scenarios", _folder).Single();

        Assert.That(results.Tests, Is.EqualTo(new[] { new TestOutcome("A scenario", (OutcomeKind)kind, "needs vhba") }));
    }

    [TestCase("true", OutcomeKind.Skipped)]
    [TestCase("false", OutcomeKind.Failed)]
    public void A_scenario_that_failed_as_a_known_issue_says_counts_as_skipped(string known, object kind)
    {
        var text = $$"""
            {"name":"A scenario","status":"failed","statusDetails":{"message":"known: bug 42","known":{{known}} } }
            """;
        File.WriteAllText(Path.Combine(_folder, "1-result.json"), text);

        var test = ScenarioResults.ReadAll("scenarios", _folder).Single().Tests.Single();

        Assert.That((test.Kind, test.SkipReason), Is.EqualTo(((OutcomeKind)kind, TestOutcome.Known)));
    }

    [Test]
    public void A_folder_without_result_files_has_no_results()
    {
        foreach (var folder in new[] { _folder, Path.Combine(_folder, "absent") })
        {
            Assert.That(TrxFile.ReadAll("tests", folder), Is.Empty);
            Assert.That(ScenarioResults.ReadAll("scenarios", folder), Is.Empty);
        }
    }

    [Test]
    public void Results_of_an_earlier_run_are_removed()
    {
        File.WriteAllText(Path.Combine(_folder, "1-result.json"), "{}");
        ScenarioResults.Clear(_folder);
        Assert.That(ScenarioResults.ReadAll("scenarios", _folder), Is.Empty);
    }
}
