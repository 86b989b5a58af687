using Reqnroll.Formatters.Configuration;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Tells Reqnroll's formatters which file each writes.</summary>
internal sealed class ReportConfiguration : IFormattersConfigurationProvider
{
    private const string PathKey = "outputFilePath";

    public CucumberReport? Report { get; set; }

    public bool Enabled => Report is not null;

    public IDictionary<string, object>? GetFormatterConfigurationByName(string formatterName) => formatterName switch
    {
        "message" => new Dictionary<string, object> { [PathKey] = Report!.MessagesPath },
        "html" => new Dictionary<string, object> { [PathKey] = Report!.HtmlPath },
        _ => null,
    };

    public string ResolveTemplatePlaceholders(string template) => template;
}
