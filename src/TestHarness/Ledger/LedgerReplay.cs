using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Undoes what runs that were killed have left behind.</summary>
public static class LedgerReplay
{
    /// <summary>Undoes every abandoned ledger of the directory; returns the entries that were undone.</summary>
    /// <param name="isWanted">The hosts on which; what is on others stays. All when it is null.</param>
    /// <param name="note">
    /// Takes what a person has to know and what must not stop a run: a ledger that is another user's or cannot be read, and
    /// lines that are malformed, which are set aside.
    /// </param>
    /// <exception cref="HarnessException">Class leak: what could not be undone, after all else was.</exception>
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
            catch (HarnessException failure)
            {
                failures.Add(failure.Detail);
            }

            undone.AddRange(pending.Except(ledger.Pending));
        });
        return failures.Count == 0
            ? undone.ToImmutable()
            : throw new HarnessException(FailureClass.Leak, string.Join("; ", failures));
    }

    /// <summary>Takes all that killed runs made on hosts that are no more as undone, without a look at them.</summary>
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
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                note($"the ledger {path} is left as it is: {unusable.Message}");
            }
        }
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.Exists(directory) ? Directory.GetFiles(directory, $"*{UndoLedger.Extension}").Order(StringComparer.Ordinal) : [];
}
