using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TestHarness.Failures;

namespace TestHarness.Qemu.CommandLine.Syntax;

/// <summary>
/// Reads and writes an option's value that is a JSON object, as the properties of its dotted form: <c>{"file": {"driver":
/// "file"}}</c> is <c>file.driver=file</c>.
/// </summary>
internal static class JsonOptionText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the properties.</summary>
    /// <exception cref="HarnessException">Class config: the text is not JSON.</exception>
    public static ImmutableArray<OptionProperty> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. Flatten("", document.RootElement)];
        }
        catch (JsonException exception)
        {
            throw new HarnessException(
                FailureClass.Config, $"the option's value starts like JSON but is not: {exception.Message}", exception);
        }
    }

    /// <summary>Writes properties as JSON.</summary>
    public static string Format(ImmutableArray<OptionProperty> properties)
    {
        var root = new Branch();
        foreach (var property in properties)
            root.Set(property.Key.Split('.'), property);
        return root.ToNode().ToJsonString(Plain);
    }

    private static IEnumerable<OptionProperty> Flatten(string key, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Flatten(Join(key, member.Name), member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Flatten(Join(key, $"{index}"), item)),
        JsonValueKind.String => [new OptionProperty(key, element.GetString()!)],
        JsonValueKind.True => [new OptionProperty(key, "on", IsJsonLiteral: true)],
        JsonValueKind.False => [new OptionProperty(key, "off", IsJsonLiteral: true)],
        JsonValueKind.Null => [new OptionProperty(key, "", IsJsonLiteral: true)],
        _ => [new OptionProperty(key, element.GetRawText(), IsJsonLiteral: true)],
    };

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    private sealed class Branch
    {
        private readonly OrderedDictionary<string, Branch> _children = [];
        private OptionProperty? _leaf;

        public void Set(ReadOnlySpan<string> path, OptionProperty property)
        {
            if (path.IsEmpty)
            {
                _leaf = property;
                return;
            }

            _children.TryAdd(path[0], new Branch());
            _children[path[0]].Set(path[1..], property);
        }

        public JsonNode ToNode()
        {
            if (_leaf is { } leaf)
                return Leaf(leaf)!;
            if (_children.Count > 0 && _children.Keys.Select((name, index) => name == $"{index}").All(isIndex => isIndex))
                return new JsonArray([.. _children.Values.Select(child => child.Node())]);
            return new JsonObject(_children.Select(child => KeyValuePair.Create(child.Key, child.Value.Node())));
        }

        private JsonNode? Node() => _leaf is { IsJsonLiteral: true, Value: "" } ? null : ToNode();

        private static JsonNode? Leaf(OptionProperty property) => property switch
        {
            { IsJsonLiteral: false } => JsonValue.Create(property.Value),
            { Value: "on" } => JsonValue.Create(true),
            { Value: "off" } => JsonValue.Create(false),
            _ => JsonNode.Parse(property.Value),
        };
    }
}
