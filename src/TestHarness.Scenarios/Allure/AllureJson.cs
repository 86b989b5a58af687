using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TestHarness.Scenarios.Json;
using TestHarness.Texts;

namespace TestHarness.Scenarios.Allure;

/// <summary>The JSON of results. Every string in it passes the run's outlet.</summary>
internal static class AllureJson
{
    /// <summary>The properties that a report shows with several lines; all other strings are names.</summary>
    private static readonly string[] Blocks = ["message", "trace", "description", "descriptionHtml"];

    /// <summary>Returns the options with which results are written.</summary>
    public static JsonSerializerOptions Of(TextOutlet texts)
    {
        var block = new ShownString(texts.Block);
        return new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new ShownString(texts.Line) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => ShowBlocks(type, block) } },
        };
    }

    private static void ShowBlocks(JsonTypeInfo type, ShownString block)
    {
        foreach (var property in type.Properties.Where(property => Blocks.Contains(property.Name)))
            property.CustomConverter = block;
    }
}
