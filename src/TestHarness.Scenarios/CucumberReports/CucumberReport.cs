using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The files of Cucumber's messages and its HTML report.</summary>
/// <param name="Folder">The folder of both files.</param>
/// <param name="Texts">The outlet of every text in the files.</param>
public sealed record CucumberReport(string Folder, TextOutlet Texts)
{
    /// <summary>
    /// The length in bytes up to which the files embed a whole attachment; of a longer one they embed the end. 256 KiB unless
    /// set.
    /// </summary>
    public int LongestAttachment { get; init; } = 256 << 10;

    /// <summary>The file of the messages.</summary>
    public string MessagesPath => Path.Combine(Folder, "messages.ndjson");

    /// <summary>The file of the HTML report.</summary>
    public string HtmlPath => Path.Combine(Folder, "report.html");
}
