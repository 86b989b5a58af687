using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TestHarness.Failures;

namespace TestHarness.Devices.Mdev;

/// <summary>
/// The JSON that mdevctl prints and keeps. Unknown members are ignored; known members must have their known types.
/// </summary>
/// <remarks>Source: mdevctl 1.3, mdevctl(8).</remarks>
public static class MdevctlOutput
{
    /// <summary>Reads the output of <c>mdevctl list --dumpjson</c>, with <c>-d</c> or without.</summary>
    /// <exception cref="HarnessException">Class preflight: the text is not such an output.</exception>
    public static ImmutableArray<ListedMdev> Devices(string text) => Read("mdevctl list --dumpjson", text, root =>
        ByParent(root).Select(item => Device(Uuid(item.Name), item.Parent, item.Value)).ToImmutableArray());

    /// <summary>Reads the output of <c>mdevctl types --dumpjson</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: the text is not such an output.</exception>
    public static ImmutableArray<MdevType> Types(string text) => Read("mdevctl types --dumpjson", text, root =>
        ByParent(root).Select(item => new MdevType(
            item.Name,
            item.Parent,
            Text(item.Value, "device_api"),
            Member(item.Value, "available_instances", JsonValueKind.Number).GetInt64(),
            OptionalText(item.Value, "name"),
            OptionalText(item.Value, "description"))).ToImmutableArray());

    /// <summary>Reads a definition: a file below <c>/etc/mdevctl.d/PARENT</c>, or the text for <c>--jsonfile</c>.</summary>
    /// <exception cref="HarnessException">Class preflight: the text is not a definition.</exception>
    public static ListedMdev Definition(Guid uuid, string parent, string text) =>
        Read($"the definition of mdev {uuid} below {parent}", text, root => Device(uuid, parent, root));

    /// <summary>Writes a device as <c>--jsonfile</c> expects it.</summary>
    public static string ToDefinition(MediatedDevice device) => new JsonObject
    {
        ["mdev_type"] = device.Type.Text,
        ["start"] = device.Start == MdevStart.Auto ? "auto" : "manual",
        ["attrs"] = new JsonArray(
            [.. device.Attributes.Select(attribute => new JsonObject { [attribute.Name] = attribute.Value })]),
    }.ToJsonString();

    private static ListedMdev Device(Guid uuid, string parent, JsonElement device) =>
        new(uuid, Text(device, "mdev_type"), parent, Start(Text(device, "start")), Attributes(device));

    private static MdevStart Start(string text) => text switch
    {
        "auto" => MdevStart.Auto,
        "manual" => MdevStart.Manual,
        _ => throw new FormatException($"'start' is '{text}', not auto or manual"),
    };

    /// <summary>Reads an array of objects of one member each: the order counts, and a name may come twice.</summary>
    private static ImmutableArray<ListedAttribute> Attributes(JsonElement device) =>
        device.TryGetProperty("attrs", out var attributes) && attributes.ValueKind != JsonValueKind.Null
            ? [
                .. Expect(attributes, "attrs", JsonValueKind.Array).EnumerateArray()
                    .Select((item, index) => Attribute(item, $"attrs[{index}]")),
            ]
            : [];

    private static ListedAttribute Attribute(JsonElement item, string where)
    {
        var member = Only(item, where);
        return new ListedAttribute(
            member.Name, Expect(member.Value, $"{where}.{member.Name}", JsonValueKind.String).GetString()!);
    }

    /// <summary>
    /// Reads an array of one object with a member for each parent, each an array of objects of one member; an empty array when
    /// there is no parent.
    /// </summary>
    private static IEnumerable<(string Parent, string Name, JsonElement Value)> ByParent(JsonElement root) =>
        from parents in Expect(root, "the whole", JsonValueKind.Array).EnumerateArray()
        from parent in Expect(parents, "the outer array's item", JsonValueKind.Object).EnumerateObject()
        from item in Expect(parent.Value, parent.Name, JsonValueKind.Array).EnumerateArray()
        let member = Only(item, $"an item of {parent.Name}")
        select (parent.Name, member.Name, Expect(member.Value, member.Name, JsonValueKind.Object));

    private static JsonProperty Only(JsonElement item, string where) =>
        Expect(item, where, JsonValueKind.Object).EnumerateObject().ToArray() is [var member]
            ? member
            : throw new FormatException($"{where} has not exactly one member");

    private static Guid Uuid(string text) =>
        Guid.TryParseExact(text, "D", out var uuid) ? uuid : throw new FormatException($"'{text}' is no UUID");

    private static string Text(JsonElement owner, string name) => Member(owner, name, JsonValueKind.String).GetString()!;

    private static string? OptionalText(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out _) ? Text(owner, name) : null;

    private static JsonElement Member(JsonElement owner, string name, JsonValueKind kind) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var member)
            ? Expect(member, name, kind)
            : throw new FormatException($"'{name}' is missing");

    private static JsonElement Expect(JsonElement value, string name, JsonValueKind kind) =>
        value.ValueKind == kind ? value : throw new FormatException($"'{name}' is no {kind.ToString().ToLowerInvariant()}");

    private static T Read<T>(string what, string text, Func<JsonElement, T> read)
    {
        try
        {
            return read(JsonElement.Parse(text));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            var shown = text.Length <= 500 ? text.Trim() : $"{text[..500]}…";
            throw new HarnessException(
                FailureClass.Preflight,
                $"{what} was expected as of mdevctl 1.x ({exception.Message}), found: {(shown.Length == 0 ? "nothing" : shown)}",
                exception);
        }
    }
}
