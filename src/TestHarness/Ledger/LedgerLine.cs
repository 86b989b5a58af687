using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TestHarness.Failures;

namespace TestHarness.Ledger;

/// <summary>One line of a ledger file: a new entry, or the number of one that was undone.</summary>
internal sealed record LedgerLine(LedgerEntry? Entry = null, int? Undone = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>The entries not undone yet, oldest first. A last line without its end was never acted upon, and is left out.</summary>
    public static ImmutableArray<LedgerEntry> ReadPending(string path, string text)
    {
        var pending = new SortedDictionary<int, LedgerEntry>();
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length - 1; index++)
        {
            var line = Parse(path, index + 1, lines[index]);
            if (line.Entry is { } entry)
                pending.Add(entry.Number, entry);
            else if (line.Undone is not { } undone || !pending.Remove(undone))
                throw Malformed(path, index + 1, "it undoes no entry before it");
        }

        return [.. pending.Values];
    }

    private static LedgerLine Parse(string path, int number, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerLine>(line, Options) is { } read
                && (read.Entry is null || (read.Entry is { Host: not null, Connection: not null, Undo.IsDefaultOrEmpty: false }))
                    ? read
                    : throw Malformed(path, number, "an entry needs host, connection and undo");
        }
        catch (JsonException failure)
        {
            throw Malformed(path, number, failure.Message);
        }
    }

    private static HarnessException Malformed(string path, int number, string why) =>
        new(FailureClass.Leak, $"{path}:{number} is not a ledger line ({why}); undo by hand what the file tells, then delete it");
}
