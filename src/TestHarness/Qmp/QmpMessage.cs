using System.Text.Json;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp;

/// <summary>One line from QEMU, by its kind; unknown members are ignored.</summary>
internal abstract record QmpMessage
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    /// <summary>An event.</summary>
    public sealed record Event(string Name, JsonElement Data, DateTimeOffset Timestamp) : QmpMessage;

    /// <summary>The reply to a command.</summary>
    public sealed record Reply(long Id, QmpReply Answer) : QmpMessage;

    /// <summary>
    /// A greeting, which QEMU may send twice: to a client that connects while QEMU handles the end of another client (seen with
    /// QEMU 7.2 on a busy machine).
    /// </summary>
    public sealed record Greeting : QmpMessage;

    /// <summary>A line after which no line from this peer can be trusted.</summary>
    public sealed record Violation(string Reason) : QmpMessage;

    /// <summary>Reads a line.</summary>
    public static QmpMessage Of(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
            return Unexpected(line);

        if (line.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String)
            return new Event(name.GetString()!, DataOf(line), TimestampOf(line));

        if (line.TryGetProperty("QMP", out _))
            return new Greeting();

        var hasId = line.TryGetProperty("id", out var id);
        if (line.TryGetProperty("error", out var error))
        {
            var refusal = new QmpError(Member(error, "class"), Member(error, "desc"));
            return hasId
                ? new Reply(IdOf(id), new QmpReply(default, refusal))
                : new Violation($"it reported an error that belongs to no command: {refusal}");
        }

        return hasId && line.TryGetProperty("return", out var value)
            ? new Reply(IdOf(id), new QmpReply(value, null))
            : Unexpected(line);
    }

    /// <summary>Returns the id of a command; 0, which no command has, for an id that this client does not give.</summary>
    private static long IdOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : 0;

    private static JsonElement DataOf(JsonElement line) =>
        line.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : Nothing;

    private static Violation Unexpected(JsonElement line) =>
        new($"expected an event or a reply with an id, found {Text.Shorten(line.GetRawText())}");

    private static string Member(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) ? value.ToString() : "(none given)";

    private static DateTimeOffset TimestampOf(JsonElement line)
    {
        if (!line.TryGetProperty("timestamp", out var stamp) || stamp.ValueKind != JsonValueKind.Object)
            return DateTimeOffset.UtcNow;

        var seconds = Number(stamp, "seconds");
        return seconds is >= 0 and < 1L << 36
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(Math.Clamp(Number(stamp, "microseconds"), 0, 999_999))
            : DateTimeOffset.UtcNow;
    }

    private static long Number(JsonElement stamp, string name) =>
        stamp.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : -1;
}
