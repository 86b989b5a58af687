using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Texts;

namespace TestHarness.Reports.Records;

/// <summary>The converter that writes strings through the run's outlet.</summary>
internal sealed class OutletString(TextOutlet texts) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("these options are for writing");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(texts.Block(value));
}
