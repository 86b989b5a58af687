using System.Text.Json;

namespace TestHarness.Qmp;

/// <summary>One event, as it came.</summary>
/// <param name="Index">Its place in the session's history, from 0.</param>
/// <param name="Data">Its data; an empty object where it carries none.</param>
/// <param name="Timestamp">The clock of QEMU's host; the time of arrival where QEMU could not tell.</param>
public sealed record QmpEvent(long Index, string Name, JsonElement Data, DateTimeOffset Timestamp)
{
    public string? Text(string member) =>
        Data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public override string ToString()
    {
        var data = Data.GetRawText();
        return data == "{}" ? $"#{Index} {Name}" : $"#{Index} {Name} {Transport.Text.Shorten(data)}";
    }
}
