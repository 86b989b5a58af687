using System.Text.Json;
using Io.Cucumber.Messages.Types;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>
/// The writer of messages as JSON, in parts: the message of a large feature file is many times as long as the file.
/// </summary>
internal sealed class ShownMessage(CucumberReport report)
{
    private readonly JsonSerializerOptions _shown = MessageJson.Of(report.Texts.Block);

    /// <summary>
    /// The options for an attached file, which is encoded, and whose text has passed the outlet already. A line of output has
    /// not.
    /// </summary>
    private readonly JsonSerializerOptions _asItIs = MessageJson.Of(text => text);

    /// <summary>Writes a message to a stream.</summary>
    public Task WriteAsync(Stream stream, Envelope message, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(
            stream,
            message,
            message.Attachment is { ContentEncoding: AttachmentContentEncoding.BASE64 } ? _asItIs : _shown,
            cancellationToken);
}
