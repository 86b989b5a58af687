using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Scenarios.Json;

/// <summary>The converter that writes strings through the run's outlet.</summary>
internal sealed class ShownString(Func<string, string> show) : JsonConverter<string>
{
    /// <summary>
    /// The length of the parts in which a long string is escaped: for its escapes, the writer takes a buffer of six times the
    /// length.
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
