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
    /// <exception cref="HarnessException">Class leak: what could not be undone, after all else was.</exception>
    public static async Task<ImmutableArray<LedgerEntry>> ReplayAsync(
        string directory, IHostFactory factory, CancellationToken cancellationToken = default)
    {
        await using var hosts = new HostPool(factory);
        var undone = ImmutableArray.CreateBuilder<LedgerEntry>();
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var path in Files(directory))
        {
            try
            {
                undone.AddRange(await ReplayFileAsync(path, hosts, cancellationToken));
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

    private static async Task<ImmutableArray<LedgerEntry>> ReplayFileAsync(string path, HostPool hosts, CancellationToken cancellationToken)
    {
        if (UndoLedger.TakeOver(path) is not { } ledger)
            return [];

        await using (ledger)
        {
            var pending = ledger.Pending;
            await ledger.UndoAllAsync(hosts.Get, cancellationToken);
            return pending;
        }
    }

    private static IEnumerable<string> Files(string directory) =>
        Directory.Exists(directory) ? Directory.GetFiles(directory, $"*{UndoLedger.Extension}").Order(StringComparer.Ordinal) : [];
}
