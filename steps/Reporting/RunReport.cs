using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Texts;

namespace TestHarness.Steps.Reporting;

/// <summary>Where a run reports to, whoever runs it.</summary>
/// <param name="Allure">The result files of which Allure makes its report.</param>
/// <param name="Cucumber">Cucumber's messages, and its report in one HTML file.</param>
public sealed record RunReport(AllureOptions Allure, CucumberReport Cucumber)
{
    public const string ResultsFolder = "allure-results";

    public const string CucumberFolder = "cucumber";

    private const int KeptRuns = 10;

    private static readonly string[] ResultFiles =
        ["*-result.json", "*-container.json", "*-attachment*", "environment.properties", "categories.json", ".*.tmp"];

    /// <summary>Removes the results of the run before and the evidence of all but the last runs.</summary>
    /// <param name="texts">The way out of every text in the results.</param>
    /// <exception cref="HarnessException">Class config: nothing can be written to the folder.</exception>
    public static RunReport Start(string reports, TextOutlet texts)
    {
        var results = Path.Combine(reports, ResultsFolder);
        var cucumber = new CucumberReport(Path.Combine(reports, CucumberFolder), texts);
        try
        {
            Directory.CreateDirectory(results);
            foreach (var file in ResultFiles.SelectMany(pattern => Directory.GetFiles(results, pattern)))
                File.Delete(file);
            Directory.CreateDirectory(cucumber.Folder);
            File.Delete(cucumber.MessagesPath);
            File.Delete(cucumber.HtmlPath);
            EvidenceRuns.KeepLast(Path.Combine(reports, EvidenceRuns.FolderName), KeptRuns - 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(FailureClass.Config, $"reports cannot be written to {reports}: {e.Message}", e);
        }

        return new RunReport(Options(results, texts), cucumber);
    }

    private static AllureOptions Options(string results, TextOutlet texts) => new(results)
    {
        Texts = texts,
        Environment = ReportEnvironment.Known(),
        Findings = ReportEnvironment.Found,
        Categories =
        [
            .. Enum.GetValues<FailureClass>().Select(HarnessException.Label).Select(label =>
                new AllureCategory(label, $@"(?s)\[{label}\].*", ["failed", "broken"])),
        ],
    };
}
