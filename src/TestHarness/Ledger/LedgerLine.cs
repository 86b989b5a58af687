using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>Reads the entries not undone yet, oldest first, and the lines that are malformed.</summary>
    /// <remarks>A blank line is a malformed one that was set aside before.</remarks>
    /// <param name="lines">Whole lines, each with its end.</param>
    public static (ImmutableArray<LedgerEntry> Pending, ImmutableArray<MalformedLine> Malformed) ReadPending(
        ReadOnlySpan<byte> lines)
    {
        var pending = new SortedDictionary<int, LedgerEntry>();
        var malformed = ImmutableArray.CreateBuilder<MalformedLine>();
        var number = 0;
        foreach (var range in lines.Split((byte)'\n'))
        {
            number++;
            var (offset, length) = range.GetOffsetAndLength(lines.Length);
            var text = Encoding.UTF8.GetString(lines[range]);
            if (!string.IsNullOrWhiteSpace(text) && Apply(text, pending) is { } why)
                malformed.Add(new MalformedLine(number, offset, length, why));
        }

        return ([.. pending.Values], malformed.ToImmutable());
    }

    private static string? Apply(string line, SortedDictionary<int, LedgerEntry> pending)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerLine>(line, Options) switch
            {
                { Entry: { Host: not null, Connection: not null, Description: not null, Undo.IsDefaultOrEmpty: false } entry } =>
                    pending.TryAdd(entry.Number, entry) ? null : $"there is an entry {entry.Number} before it",
                { Entry: not null } => "an entry needs host, connection, description and undo",
                { Undone: { } undone } when pending.Remove(undone) => null,
                _ => "it undoes no entry before it",
            };
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException)
        {
            // The last two come of a connection without its type, and of one whose parts do not fit together.
            return failure.Message;
        }
    }
}

/// <summary>A line of a ledger file that is neither an entry nor a mark.</summary>
/// <param name="Number">1 for the first line.</param>
/// <param name="Offset">Where it starts in the file, in bytes.</param>
/// <param name="Length">In bytes, without its end.</param>
internal sealed record MalformedLine(int Number, int Offset, int Length, string Why);
