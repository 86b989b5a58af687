using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Where a run leaves Cucumber's messages and its HTML report.</summary>
/// <param name="Folder">The folder of both files.</param>
/// <param name="Texts">The way out of every text in them.</param>
public sealed record CucumberReport(string Folder, TextOutlet Texts)
{
    /// <summary>The longest attachment, in bytes, that both files have whole; of a longer one they have the end.</summary>
    public int LongestAttachment { get; init; } = 256 << 10;

    public string MessagesPath => Path.Combine(Folder, "messages.ndjson");

    public string HtmlPath => Path.Combine(Folder, "report.html");
}
