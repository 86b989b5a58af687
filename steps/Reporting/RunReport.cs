using TestHarness.Failures;
using TestHarness.Reports.Recording;
using TestHarness.Scenarios.Allure;
using TestHarness.Scenarios.CucumberReports;
using TestHarness.Texts;

namespace TestHarness.Steps.Reporting;

/// <summary>The reports of a run.</summary>
/// <param name="Allure">The result files from which Allure makes its report.</param>
/// <param name="Cucumber">The file of Cucumber's messages, and its report in one HTML file.</param>
public sealed record RunReport(AllureOptions Allure, CucumberReport Cucumber)
{
    /// <summary>The folder of Allure's result files.</summary>
    public const string ResultsFolder = "allure-results";

    /// <summary>The folder of Cucumber's messages and report.</summary>
    public const string CucumberFolder = "cucumber";

    private static readonly string[] ResultFiles =
        ["*-result.json", "*-container.json", "*-attachment*", "environment.properties", "categories.json", ".*.tmp"];

    /// <summary>Removes the results of the previous run, and the evidence of all but the last runs.</summary>
    /// <param name="texts">The outlet of every text in the results.</param>
    /// <param name="recording">The record of the run.</param>
    /// <param name="keepsResults">Whether the results in Allure's folder are of this run and stay.</param>
    /// <exception cref="HarnessException">Class config: the folder cannot be written.</exception>
    public static RunReport Start(string reports, TextOutlet texts, RunRecording recording, bool keepsResults = false)
    {
        var results = Path.Combine(reports, ResultsFolder);
        var cucumber = new CucumberReport(Path.Combine(reports, CucumberFolder), texts);
        try
        {
            Directory.CreateDirectory(results);
            foreach (var file in keepsResults ? [] : ResultFiles.SelectMany(pattern => Directory.GetFiles(results, pattern)))
                File.Delete(file);
            Directory.CreateDirectory(cucumber.Folder);
            File.Delete(cucumber.MessagesPath);
            File.Delete(cucumber.HtmlPath);
            recording.RemoveOldEvidence(reports);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                FailureClass.Config, $"reports cannot be written to {reports}: {exception.Message}", exception);
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
