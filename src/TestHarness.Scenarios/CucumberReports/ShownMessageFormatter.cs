using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.Configuration;
using Reqnroll.Formatters.Message;
using Reqnroll.Formatters.RuntimeSupport;
using Reqnroll.Utils;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The formatter of Cucumber's messages, one on each line.</summary>
internal sealed class ShownMessageFormatter(
    IFormattersConfigurationProvider configuration, IFormatterLog log, IFileSystem files, ShownMessage shown)
    : MessageFormatter(configuration, log, files)
{
    protected override async Task WriteToFile(Envelope envelope, CancellationToken cancellationToken)
    {
        await shown.WriteAsync(TargetFileStream!, envelope, cancellationToken);
        TargetFileStream!.WriteByte((byte)'\n');
    }
}
