using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>A resource that exists, or is about to, on a host, and the command that removes it.</summary>
/// <param name="Undo">A program and its arguments; it succeeds where there is nothing to remove.</param>
public sealed record LedgerEntry(
    int Number, DateTimeOffset Utc, string Host, HostConnection Connection, string Description, ImmutableArray<string> Undo)
{
    [JsonIgnore]
    public Command UndoCommand => new(Undo[0], Undo.Skip(1));
}
