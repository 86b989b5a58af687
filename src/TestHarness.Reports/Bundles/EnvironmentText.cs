using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TestHarness.Environments;
using TestHarness.Reports.Records;
using TestHarness.Texts;

namespace TestHarness.Reports.Bundles;

/// <summary>
/// The environment of a run as JSON, for a reader who has none of its hosts: everything that was set and found, without passwords
/// and without the ways to the hosts.
/// </summary>
internal static class EnvironmentText
{
    private const string Kind = "kind";

    /// <summary>The properties that say how a host or a guest is reached, and with which password.</summary>
    private static readonly FrozenSet<string> Hidden = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "password", "destination", "identityFile", "migrationAddress", "fabricControl");

    /// <summary>Returns the JSON.</summary>
    /// <param name="texts">The outlet of the environment's texts.</param>
    public static string Of(LabEnvironment environment, TextOutlet texts) => JsonSerializer.Serialize(environment, Json(texts));

    private static JsonSerializerOptions Json(TextOutlet texts) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new OutletString(texts), new ByFoundType(), new PlainText(),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Hide } },
    };

    private static void Hide(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties.Where(property => Hidden.Contains(property.Name)).ToArray())
            type.Properties.Remove(property);
        if (type.Type.BaseType is not { } parent || !IsOpen(parent))
            return;
        var kind = type.CreateJsonPropertyInfo(typeof(string), Kind);
        kind.Get = _ => type.Type.Name;
        kind.Order = -1;
        type.Properties.Insert(0, kind);
    }

    /// <summary>Returns whether a type is abstract, and says itself nothing of the types that are derived from it.</summary>
    private static bool IsOpen(Type type) => type is { IsAbstract: true, IsClass: true }
        && type != typeof(ValueType) && type != typeof(Enum) && !type.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false);

    /// <summary>Writes a value of an abstract type with the properties of the type that it has.</summary>
    private sealed class ByFoundType : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => IsOpen(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Writer<>).MakeGenericType(typeToConvert))!;

        private sealed class Writer<T> : JsonConverter<T>
            where T : class
        {
            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                throw new NotSupportedException("an environment is not read from a bundle");

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }

    /// <summary>Writes sizes and network addresses as people write them, and not their parts.</summary>
    private sealed class PlainText : JsonConverter<object>
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert == typeof(ByteSize)
            || typeToConvert.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true;

        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("an environment is not read from a bundle");

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value}");
    }
}
