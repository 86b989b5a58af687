using System.Text;
using System.Text.Json;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp.Transcripts;

/// <summary>The facts about a message that thinning needs.</summary>
/// <param name="Id">The command's id; null for a message that is neither a command nor an answer.</param>
/// <param name="Query">The command with its arguments, when it is a query; null for every other message.</param>
/// <param name="IsRefusal">Whether the message is an error.</param>
/// <param name="State">A hash of an answer without its numbers, which change from poll to poll.</param>
internal readonly record struct PollMessage(long? Id, string? Query, bool IsRefusal, int State)
{
    private const string QueryPrefix = "query-";

    /// <summary>Reads a message.</summary>
    public static PollMessage Of(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = JsonLines.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return default;

        var found = default(PollMessage);
        string? command = null, arguments = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            reader.Read();
            if (member == "id" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id))
                found = found with { Id = id };
            else if (member == "execute" && reader.TokenType == JsonTokenType.String)
                command = reader.GetString();
            else if (member == "arguments")
                arguments = Raw(ref reader, message);
            else if (member == "return")
                found = found with { State = StateOf(ref reader) };
            else
                reader.Skip();
            found = found with { IsRefusal = found.IsRefusal || member == "error" };
        }

        return command?.StartsWith(QueryPrefix, StringComparison.Ordinal) == true
            ? found with { Query = $"{command} {arguments}".TrimEnd() }
            : found;
    }

    private static string Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(message[start..(int)reader.BytesConsumed]);
    }

    private static int StateOf(ref Utf8JsonReader reader)
    {
        var state = new HashCode();
        var depth = reader.CurrentDepth;
        do
        {
            state.Add(reader.TokenType);
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                state.AddBytes(reader.ValueSpan);
        }
        while ((reader.CurrentDepth > depth || IsStart(reader.TokenType)) && reader.Read());
        return state.ToHashCode();
    }

    private static bool IsStart(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;
}
