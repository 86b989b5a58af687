using System.Text.Json;

namespace TestHarness.Qmp;

/// <summary>One event of a session.</summary>
/// <param name="Index">The event's position in the session's history, from 0.</param>
/// <param name="Data">The event's data; an empty object when it has none.</param>
/// <param name="Timestamp">The time by the clock of QEMU's host; the time of arrival when QEMU could not read its clock.</param>
public sealed record QmpEvent(long Index, string Name, JsonElement Data, DateTimeOffset Timestamp)
{
    /// <summary>Returns a member of the data that is a text; null when there is no such member.</summary>
    public string? Text(string member) =>
        Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public override string ToString()
    {
        var data = Data.GetRawText();
        return data == "{}" ? $"#{Index} {Name}" : $"#{Index} {Name} {Transport.Text.Shorten(data)}";
    }
}
