using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Scenarios.Json;

/// <summary>Writes strings the way that a run's texts leave.</summary>
internal sealed class ShownString(Func<string, string> show) : JsonConverter<string>
{
    /// <summary>
    /// To escape a string, the writer takes a buffer of six times its length: a long string is escaped in parts.
    /// </summary>
    private const int Part = 8192;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("results are only written");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        var rest = show(value).AsSpan();
        for (; rest.Length > Part; rest = rest[Part..])
            writer.WriteStringValueSegment(rest[..Part], isFinalSegment: false);
        writer.WriteStringValueSegment(rest, isFinalSegment: true);
    }
}
