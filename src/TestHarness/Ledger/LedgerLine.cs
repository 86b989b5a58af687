using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.Ledger;

/// <summary>
/// One line of a ledger file: a new entry, the number of an entry that was undone (a mark), or that the entries are kept.
/// </summary>
internal sealed record LedgerLine(LedgerEntry? Entry = null, int? Undone = null, KeptScenario? Kept = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Returns the line as JSON, without its end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>
    /// Reads the entries that are not undone yet, oldest first, the scenario that is kept with them, and the malformed lines.
    /// </summary>
    /// <remarks>A blank line is a malformed line that was set aside before.</remarks>
    /// <param name="lines">The whole lines, each with its line feed.</param>
    public static (ImmutableArray<LedgerEntry> Pending, KeptScenario? Kept, ImmutableArray<MalformedLine> Malformed) ReadPending(
        ReadOnlySpan<byte> lines)
    {
        var pending = new SortedDictionary<int, LedgerEntry>();
        KeptScenario? kept = null;
        var malformed = ImmutableArray.CreateBuilder<MalformedLine>();
        var number = 0;
        foreach (var range in lines.Split((byte)'\n'))
        {
            number++;
            var (offset, length) = range.GetOffsetAndLength(lines.Length);
            var text = Encoding.UTF8.GetString(lines[range]);
            if (!string.IsNullOrWhiteSpace(text) && Apply(text, pending, ref kept) is { } why)
                malformed.Add(new MalformedLine(number, offset, length, why));
        }

        return ([.. pending.Values], kept, malformed.ToImmutable());
    }

    private static string? Apply(string line, SortedDictionary<int, LedgerEntry> pending, ref KeptScenario? kept)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerLine>(line, Options) switch
            {
                { Entry: { Host: not null, Connection: not null, Description: not null, Undo.IsDefaultOrEmpty: false } entry } =>
                    pending.TryAdd(entry.Number, entry) ? null : $"an earlier line has the entry {entry.Number} already",
                { Entry: not null } => "an entry needs host, connection, description and undo",
                { Undone: { } undone } when pending.Remove(undone) => null,
                { Kept: { Title: not null } scenario } => Set(ref kept, scenario),
                _ => "no earlier entry has the number that it marks as undone",
            };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException)
        {
            // A connection without its type throws NotSupportedException, one whose parts do not fit together ArgumentException.
            return exception.Message;
        }
    }

    private static string? Set(ref KeptScenario? kept, KeptScenario scenario)
    {
        kept = scenario;
        return null;
    }
}

/// <summary>A line of a ledger file that is neither an entry nor a mark.</summary>
/// <param name="Number">The line's number; the first line is 1.</param>
/// <param name="Offset">The line's start in the file, in bytes.</param>
/// <param name="Length">The line's length in bytes, without its line feed.</param>
internal sealed record MalformedLine(int Number, int Offset, int Length, string Why);
