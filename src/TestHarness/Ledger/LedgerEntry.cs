using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>A resource that exists, or is about to, on a host, and the command that removes it.</summary>
/// <param name="Undo">A program and its arguments; it succeeds where there is nothing to remove.</param>
/// <param name="Look">
/// A command of <see cref="Presence"/> that looks for the resource. When it is null, the undo itself fails while the resource
/// exists.
/// </param>
public sealed record LedgerEntry(
    int Number,
    DateTimeOffset Utc,
    string Host,
    HostConnection Connection,
    string Description,
    ImmutableArray<string> Undo,
    ImmutableArray<string>? Look = null)
{
    [JsonIgnore]
    public Command UndoCommand => new(Undo[0], Undo.Skip(1));

    /// <summary>Reports whether the description or a word of the undo command is this name.</summary>
    internal bool Names(string resource) => Undo.Contains(resource) || Description.Split(' ', ',').Contains(resource);
}
