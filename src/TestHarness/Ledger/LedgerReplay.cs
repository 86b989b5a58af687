using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Undoes what runs that were killed have left behind.</summary>
public static class LedgerReplay
{
    /// <summary>The ledgers whose owner is dead, oldest first; those of live processes are left out.</summary>
    public static async Task<ImmutableArray<string>> AbandonedAsync(string directory)
    {
        var abandoned = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Files(directory))
        {
            if (LedgerFile.TakeOver(path) is not { } file)
                continue;

            await file.DisposeAsync();
            abandoned.Add(path);
        }

        return abandoned.ToImmutable();
    }

    /// <summary>Undoes every abandoned ledger of the directory; returns the entries that were undone.</summary>
    /// <param name="isWanted">The hosts on which; what is on others stays. All when it is null.</param>
    /// <exception cref="HarnessException">Class leak: what could not be undone, after all else was.</exception>
    public static async Task<ImmutableArray<LedgerEntry>> ReplayAsync(
        string directory, IHostFactory factory, Func<HostConnection, bool>? isWanted = null, CancellationToken cancellationToken = default)
    {
        await using var hosts = new HostPool(factory);
        var undone = ImmutableArray.CreateBuilder<LedgerEntry>();
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Files(directory))
        {
            try
            {
                undone.AddRange(await ReplayFileAsync(path, hosts, isWanted, cancellationToken));
            }
            catch (HarnessException failure)
            {
                failures.Add(failure.Detail);
            }
        }

        return failures.Count == 0
            ? undone.ToImmutable()
            : throw new HarnessException(FailureClass.Leak, string.Join("; ", failures));
    }

    /// <summary>Takes all that killed runs made on hosts that are no more as undone, without a look at them.</summary>
    public static async Task ForgetAsync(string directory, Func<HostConnection, bool> isGone)
    {
        foreach (var path in Files(directory))
        {
            await using var ledger = UndoLedger.TakeOver(path);
            if (ledger is not null)
                await ledger.ForgetAsync(isGone);
        }
    }

    private static async Task<ImmutableArray<LedgerEntry>> ReplayFileAsync(
        string path, HostPool hosts, Func<HostConnection, bool>? isWanted, CancellationToken cancellationToken)
    {
        if (UndoLedger.TakeOver(path) is not { } ledger)
            return [];

        await using (ledger)
        {
            var pending = ledger.Pending;
            await ledger.UndoAllAsync(hosts.Get, isWanted, cancellationToken);
            return [.. pending.Except(ledger.Pending)];
        }
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.Exists(directory) ? Directory.GetFiles(directory, $"*{UndoLedger.Extension}").Order(StringComparer.Ordinal) : [];
}
