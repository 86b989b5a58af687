using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>A resource that exists on a host, or is about to be made there, and the command that removes it.</summary>
/// <param name="Undo">A program and its arguments; it succeeds when there is nothing to remove.</param>
/// <param name="Look">
/// A command of <see cref="Presence"/> that looks for the resource. Null when the undo itself fails while the resource exists.
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
    /// <summary>The command that removes the resource.</summary>
    [JsonIgnore]
    public Command UndoCommand => new(Undo[0], Undo.Skip(1));

    /// <summary>Returns whether the description or a word of the undo command is this name.</summary>
    internal bool Names(string resource) => Undo.Contains(resource) || Description.Split(' ', ',').Contains(resource);
}
