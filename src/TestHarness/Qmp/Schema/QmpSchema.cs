using System.Collections.Frozen;
using System.Text.Json;
using TestHarness.Failures;

namespace TestHarness.Qmp.Schema;

/// <summary>
/// The commands, events and types of one QEMU, from <c>query-qmp-schema</c>. Types have numbers instead of names there, so a type
/// is found by the way to it from a command or event.
/// </summary>
/// <remarks>Source: QEMU docs/devel/qapi-code-gen, "Client introspection of QMP".</remarks>
public sealed class QmpSchema
{
    private readonly FrozenDictionary<string, JsonElement> _entities;

    /// <summary>Reads the answer of <c>query-qmp-schema</c>.</summary>
    public QmpSchema(JsonElement schema) =>
        _entities = schema.EnumerateArray().ToFrozenDictionary(e => e.GetProperty("name").GetString()!);

    /// <summary>Returns whether QEMU has a command.</summary>
    public bool HasCommand(string name) => IsA(name, "command");

    /// <summary>Returns whether QEMU has an event.</summary>
    public bool HasEvent(string name) => IsA(name, "event");

    /// <summary>Returns whether a command takes an argument, or an event carries a member.</summary>
    /// <param name="path">A name, or names with dots for a member of an argument: <c>props.cache-size</c>.</param>
    public bool HasArgument(string commandOrEvent, string path) => TypeAt(commandOrEvent, "arg-type", path) is not null;

    /// <summary>Returns whether the answer of a command may have a member.</summary>
    public bool HasResult(string command, string path) => TypeAt(command, "ret-type", path) is not null;

    /// <summary>Returns whether an argument of a command, or a member of an event, may have a value.</summary>
    /// <example><c>HasValue("blockdev-add", "driver", "virtio-blk-vhost-vdpa")</c></example>
    public bool HasValue(string commandOrEvent, string path, string value) =>
        TypeAt(commandOrEvent, "arg-type", path) is { } type && EnumMembers(type).Contains(value);

    /// <summary>Returns whether an enumeration has a member.</summary>
    /// <param name="enumeration">One of <see cref="QmpEnumerations.Known"/>, by its name in QEMU's sources.</param>
    /// <exception cref="HarnessException">
    /// Class config: the enumeration is not among <see cref="QmpEnumerations.Known"/>.
    /// </exception>
    public bool HasEnumMember(string enumeration, string member) =>
        QmpEnumerations.Places.TryGetValue(enumeration, out var at)
            ? TypeAt(at.Entity, at.TypeMember, at.Path) is { } type && EnumMembers(type).Contains(member)
            : throw new HarnessException(
                FailureClass.Config,
                $"expected an enumeration of QMP, found '{enumeration}'; known are: {string.Join(", ", QmpEnumerations.Known)}");

    private bool IsA(string name, string metaType) =>
        _entities.TryGetValue(name, out var entity) && entity.GetProperty("meta-type").GetString() == metaType;

    private JsonElement? TypeAt(string name, string typeMember, string path) =>
        _entities.TryGetValue(name, out var entity) && entity.TryGetProperty(typeMember, out var type)
            ? path.Split('.').Aggregate((JsonElement?)Resolve(type),
                (at, member) => at is { } owner ? MemberType(owner, member) : null)
            : null;

    /// <summary>Returns the type of a name; for an array, the type of its elements.</summary>
    private JsonElement Resolve(JsonElement name)
    {
        var type = _entities[name.GetString()!];
        while (type.TryGetProperty("element-type", out var element))
            type = _entities[element.GetString()!];
        return type;
    }

    private JsonElement? MemberType(JsonElement owner, string member) => owner.GetProperty("meta-type").GetString() switch
    {
        "object" => Items(owner, "members").Where(m => m.GetProperty("name").GetString() == member)
                .Select(m => Type(m)).FirstOrDefault()
            ?? InBranches(owner, "variants", member),
        "alternate" => InBranches(owner, "members", member),
        _ => null,
    };

    private JsonElement? InBranches(JsonElement owner, string branches, string member) =>
        Items(owner, branches).Select(branch => MemberType(Resolve(branch.GetProperty("type")), member))
            .FirstOrDefault(t => t is not null);

    private JsonElement? Type(JsonElement member) => Resolve(member.GetProperty("type"));

    private static IEnumerable<string?> EnumMembers(JsonElement type) =>
        type.TryGetProperty("values", out _)
            ? Items(type, "values").Select(v => v.GetString())
            : Items(type, "members").Select(m => m.GetProperty("name").GetString());

    private static JsonElement[] Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];
}
