using System.Text.Json;
using Io.Cucumber.Messages.Types;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Writes messages as JSON, in parts: the message of a large feature file is many times as long as the file.</summary>
internal sealed class ShownMessage(CucumberReport report)
{
    private readonly JsonSerializerOptions _shown = MessageJson.Of(report.Texts.Block);

    /// <summary>An attached file is encoded, and was shown or hidden as it was written; a line of output is not.</summary>
    private readonly JsonSerializerOptions _asItIs = MessageJson.Of(text => text);

    public Task WriteAsync(Stream stream, Envelope message, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(
            stream,
            message,
            message.Attachment is { ContentEncoding: AttachmentContentEncoding.BASE64 } ? _asItIs : _shown,
            cancellationToken);
}
