using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Scenarios.Json;

namespace TestHarness.Scenarios.CucumberReports;

/// <summary>The JSON of Cucumber's messages. Every string in it passes the run's outlet, as in all results.</summary>
internal static class MessageJson
{
    /// <summary>Returns the options with which messages are written.</summary>
    public static JsonSerializerOptions Of(Func<string, string> show) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ShownString(show), new NamedValues() },
    };

    /// <summary>The values of enums by the names that the messages have for them.</summary>
    private sealed class NamedValues : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(NamedValue<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class NamedValue<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<T, string> _names = Enum.GetValues<T>().ToDictionary(
            value => value,
            value => typeof(T).GetField($"{value}")!.GetCustomAttribute<DescriptionAttribute>()?.Description ?? $"{value}");

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("messages are only written");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_names[value]);
    }
}
