using Reqnroll.Formatters.Configuration;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The configuration that gives each of Reqnroll's formatters its file.</summary>
internal sealed class ReportConfiguration : IFormattersConfigurationProvider
{
    private const string PathKey = "outputFilePath";

    /// <summary>The report of the run; null when the run writes none.</summary>
    public CucumberReport? Report { get; set; }

    /// <inheritdoc/>
    public bool Enabled => Report is not null;

    /// <inheritdoc/>
    public IDictionary<string, object>? GetFormatterConfigurationByName(string formatterName) => formatterName switch
    {
        "message" => new Dictionary<string, object> { [PathKey] = Report!.MessagesPath },
        "html" => new Dictionary<string, object> { [PathKey] = Report!.HtmlPath },
        _ => null,
    };

    /// <inheritdoc/>
    public string ResolveTemplatePlaceholders(string template) => template;
}
