using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.PayloadProcessing;
using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Writes messages as JSON; every string in them goes through the run's way out, as in all results.</summary>
internal sealed class ShownMessage(CucumberReport report)
{
    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly TextOutlet _texts = report.Texts;

    public string Json(Envelope message)
    {
        var json = NdjsonSerializer.Serialize(message);
        // An attached file is encoded, and was shown or hidden as it was written; a line of output is not.
        return message.Attachment is { ContentEncoding: AttachmentContentEncoding.BASE64 } ? json : Show(json);
    }

    private string Show(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        while (reader.Read())
            Copy(ref reader, writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(_texts.Block(reader.GetString()!));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }
}
