using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Texts;

namespace TestHarness.Reports.Records;

/// <summary>The JSON of a record's lines.</summary>
internal static class RecordJson
{
    /// <summary>The options for reading.</summary>
    public static JsonSerializerOptions Reading { get; } = Options();

    /// <summary>Makes the options for writing; every text passes the outlet.</summary>
    public static JsonSerializerOptions Writing(TextOutlet texts)
    {
        var options = Options();
        options.Converters.Add(new OutletString(texts));
        return options;
    }

    /// <summary>Makes the options for files that a person reads; every text passes the outlet.</summary>
    public static JsonSerializerOptions Indented(TextOutlet texts) => new(Writing(texts)) { WriteIndented = true };

    private static JsonSerializerOptions Options() => new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
