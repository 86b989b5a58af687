using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TestHarness.Qmp;

/// <summary>One command as it is sent to QEMU, and as it may be shown.</summary>
/// <param name="Line">The command with its secrets.</param>
/// <param name="Shown">The command without secrets, for transcripts and messages.</param>
internal sealed record QmpRequest(string Command, byte[] Line, byte[] Shown)
{
    private const string Hidden = "(redacted)";

    /// <summary>Makes a command.</summary>
    /// <param name="verb"><c>execute</c> or <c>exec-oob</c>.</param>
    /// <param name="id">
    /// The id; null for a peer without ids, the guest agent. A number is short: QEMU reads a command byte by byte, each with a
    /// system call (QEMU's monitor_can_read), about 4 µs a byte.
    /// </param>
    public static QmpRequest Create(string verb, string command, object? arguments, long? id)
    {
        var node = arguments is null ? null : JsonSerializer.SerializeToNode(arguments);
        var line = Serialize(verb, command, node, id);
        return new QmpRequest(command, line, Redact(command, node) ? Serialize(verb, command, node, id) : line);
    }

    private static byte[] Serialize(string verb, string command, JsonNode? arguments, long? id)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString(verb, command);
            if (arguments is not null)
            {
                writer.WritePropertyName("arguments");
                arguments.WriteTo(writer);
            }

            if (id is { } number)
                writer.WriteNumber("id", number);
            writer.WriteEndObject();
        }

        return line.WrittenSpan.ToArray();
    }

    private static bool Redact(string command, JsonNode? node) => node switch
    {
        JsonObject members => members.ToArray().Aggregate(false, (any, m) => RedactMember(command, members, m) || any),
        JsonArray items => items.Aggregate(false, (any, item) => Redact(command, item) || any),
        _ => false,
    };

    private static bool RedactMember(string command, JsonObject owner, KeyValuePair<string, JsonNode?> member)
    {
        if (!IsSecret(command, member.Key))
            return Redact(command, member.Value);

        owner[member.Key] = Hidden;
        return true;
    }

    private static bool IsSecret(string command, string member) =>
        member == "password" || (command == "object-add" && member == "data");
}
