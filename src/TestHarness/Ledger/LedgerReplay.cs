using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Undoes the entries of killed runs.</summary>
public static class LedgerReplay
{
    /// <summary>Undoes every abandoned ledger of the directory; returns the entries that were undone.</summary>
    /// <param name="isWanted">
    /// Selects the hosts whose entries are undone; entries of other hosts stay. Null selects all hosts.
    /// </param>
    /// <param name="note">
    /// Takes messages for a person that do not stop the run: a ledger that belongs to another user or cannot be read, and
    /// malformed lines, which are set aside.
    /// </param>
    /// <exception cref="HarnessException">
    /// Class leak: some entries could not be undone; all others were undone before.
    /// </exception>
    public static async Task<ImmutableArray<LedgerEntry>> ReplayAsync(
        string directory,
        IHostFactory factory,
        Action<string> note,
        Func<HostConnection, bool>? isWanted = null,
        CancellationToken cancellationToken = default)
    {
        await using var hosts = new HostPool(factory);
        var undone = ImmutableArray.CreateBuilder<LedgerEntry>();
        var failures = ImmutableArray.CreateBuilder<string>();
        await ForEachAsync(directory, note, async ledger =>
        {
            var pending = ledger.Pending;
            try
            {
                await ledger.UndoAllAsync(hosts.Get, isWanted, cancellationToken);
            }
            catch (HarnessException exception)
            {
                failures.Add(exception.Detail);
            }

            undone.AddRange(pending.Except(ledger.Pending));
        });
        return failures.Count == 0
            ? undone.ToImmutable()
            : throw new HarnessException(FailureClass.Leak, string.Join("; ", failures));
    }

    /// <summary>Marks the entries of killed runs on hosts that no longer exist as undone, without running their undo.</summary>
    public static Task ForgetAsync(string directory, Func<HostConnection, bool> isGone, Action<string> note) =>
        ForEachAsync(directory, note, ledger => ledger.ForgetAsync(isGone));

    private static async Task ForEachAsync(string directory, Action<string> note, Func<UndoLedger, Task> act)
    {
        foreach (var path in Files(directory))
        {
            try
            {
                await using var ledger = UndoLedger.TakeOver(path, note);
                if (ledger is not null)
                    await act(ledger);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                note($"the ledger {path} is left as it is: {exception.Message}");
            }
        }
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.Exists(directory)
            ? Directory.GetFiles(directory, $"*{UndoLedger.Extension}").Order(StringComparer.Ordinal)
            : [];
}
