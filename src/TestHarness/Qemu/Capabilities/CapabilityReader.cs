using System.Collections.Immutable;
using System.Text.Json;

namespace TestHarness.Qemu.Capabilities;

/// <summary>Reads the answers of a <see cref="CapabilitySession"/>.</summary>
internal static class CapabilityReader
{
    /// <summary>Reads all answers.</summary>
    public static QemuCapabilities Read(ImmutableDictionary<string, JsonElement> answers)
    {
        var schema = answers["schema"].EnumerateArray().ToDictionary(entity => Text(entity, "name"));
        return new QemuCapabilities(
            Version(answers["version"]),
            [.. answers["machines"].EnumerateArray().Select(Machine).OrderBy(machine => machine.Name, StringComparer.Ordinal)],
            Names(answers["devices"], "name"),
            BlockDrivers(schema),
            Accelerators(answers["accelerators"]),
            Names(answers["migration"], "capability"),
            [.. schema.Values.Where(entity => Text(entity, "meta-type") == "command").Select(entity => Text(entity, "name"))],
            HasSandbox(answers["sandbox"]));
    }

    /// <summary>
    /// Returns whether QEMU lists <c>-sandbox</c>: it was built with seccomp, and the host's kernel kills a process for a system
    /// call.
    /// </summary>
    internal static bool HasSandbox(JsonElement options) =>
        options.EnumerateArray().Any(option => Text(option, "option") == "sandbox");

    private static QemuVersion Version(JsonElement answer)
    {
        var numbers = answer.GetProperty("qemu");
        return new QemuVersion(
            numbers.GetProperty("major").GetInt32(),
            numbers.GetProperty("minor").GetInt32(),
            numbers.GetProperty("micro").GetInt32(),
            Text(answer, "package").Trim(' ', '(', ')'));
    }

    private static MachineType Machine(JsonElement machine) => new(
        Text(machine, "name"),
        machine.TryGetProperty("alias", out var alias) ? alias.GetString() : null,
        Flag(machine, "is-default"),
        Flag(machine, "deprecated"));

    /// <summary>
    /// Returns the values of the tag of <c>blockdev-add</c>'s argument; the schema has numbers for types, and names for commands.
    /// </summary>
    private static ImmutableSortedSet<string> BlockDrivers(Dictionary<string, JsonElement> schema)
    {
        var argument = schema[Text(schema["blockdev-add"], "arg-type")];
        var tag = argument.GetProperty("members").EnumerateArray()
            .Single(member => Text(member, "name") == Text(argument, "tag"));
        return [.. schema[Text(tag, "type")].GetProperty("values").EnumerateArray().Select(value => value.GetString()!)];
    }

    /// <summary>
    /// Returns the accelerators: <c>kvm-accel</c> is the accelerator <c>kvm</c>. The list also has the type from which all of
    /// them are derived.
    /// </summary>
    private static ImmutableSortedSet<string> Accelerators(JsonElement types) =>
        [
            .. Names(types, "name").Where(name => name.EndsWith("-accel", StringComparison.Ordinal))
                .Select(name => name[..^"-accel".Length]),
        ];

    private static ImmutableSortedSet<string> Names(JsonElement list, string property) =>
        [.. list.EnumerateArray().Select(item => Text(item, property))];

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static bool Flag(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.GetBoolean();
}
