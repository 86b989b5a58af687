using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Io.Cucumber.Messages.Types;
using Reqnroll.Formatters.PayloadProcessing;
using TestHarness.Texts;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>Writes a message as JSON; every string in it goes through the run's way out, as in all results.</summary>
internal sealed class ShownMessage(CucumberReport report)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextOutlet _texts = report.Texts;

    public string Json(Envelope message)
    {
        var json = JsonNode.Parse(NdjsonSerializer.Serialize(message))!;
        // An attached file is encoded, and was shown or hidden as it was written; a line of output is not.
        if (message.Attachment is not { ContentEncoding: AttachmentContentEncoding.BASE64 })
            Show(json);
        return json.ToJsonString(Relaxed);
    }

    private void Show(JsonNode node)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach (var (name, value) in parent.ToArray())
                    Show(value, shown => parent[name] = shown);
                break;
            case JsonArray parent:
                for (var index = 0; index < parent.Count; index++)
                    Show(parent[index], shown => parent[index] = shown);
                break;
        }
    }

    private void Show(JsonNode? value, Action<string> replace)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var written))
        {
            if (_texts.Block(written) is var shown && shown != written)
                replace(shown);
        }
        else if (value is not null)
        {
            Show(value);
        }
    }
}
