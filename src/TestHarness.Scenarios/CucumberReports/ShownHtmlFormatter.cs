using Cucumber.HtmlFormatter;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.Configuration;
using Reqnroll.Formatters.Html;
using Reqnroll.Formatters.RuntimeSupport;
using Reqnroll.Utils;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The formatter of Cucumber's HTML report, which is one file.</summary>
internal sealed class ShownHtmlFormatter(
    IFormattersConfigurationProvider configuration, IFormatterLog log, IFileSystem files, ShownMessage shown)
    : HtmlFormatter(configuration, log, files)
{
    protected override MessagesToHtmlWriter CreateMessagesToHtmlWriter(
        Stream stream, Func<StreamWriter, Envelope, Task> asyncStreamSerializer) =>
        base.CreateMessagesToHtmlWriter(stream, (writer, message) => shown.WriteAsync(new TextStream(writer), message));

    protected override HtmlReportSettings GetHtmlReportSettings() => new() { Title = "TestHarness" };
}
