using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TestHarness.Failures;
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

    /// <summary>
    /// Returns whether the description or a word of the undo command is this name, or a word of it such as a PCI address or a
    /// WWPN; of a path, its last part.
    /// </summary>
    internal bool Names(string resource) => resource.Split(' ')
        .Select(word => word.Trim('(', ')', ':').Split('/')[^1])
        .Where(word => word.Length > 2)
        .Prepend(resource)
        .Any(word => Undo.Contains(word) || Description.Split(' ', ',').Contains(word));

    /// <summary>Runs the undo, and looks whether the resource is gone.</summary>
    /// <param name="connect">Returns the entry's host; it may throw.</param>
    /// <returns>The reason why the entry could not be undone; null when it was undone.</returns>
    internal async Task<HarnessException?> UndoAsync(Func<IHost> connect, CancellationToken cancellationToken)
    {
        try
        {
            var host = connect();
            (await host.RunAsync(UndoCommand, cancellationToken)).OrThrow(FailureClass.Leak);
            return Look is { } look && await Presence.FindAsync(host, look, FailureClass.Leak, cancellationToken) is { } found
                ? new HarnessException(FailureClass.Leak, $"'{UndoCommand}' succeeded, but {found} is still there")
                : null;
        }
        catch (HarnessException exception)
        {
            return exception;
        }
        catch (Exception exception)
        {
            // The run was cancelled, or a host threw an exception that is not expected: the entries before this one are still to
            // be undone.
            return new HarnessException(FailureClass.Leak, exception.Message, exception);
        }
    }
}
