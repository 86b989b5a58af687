using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>
/// Undoes the entries of killed runs. A host other than this machine is leased meanwhile; entries of a host that a run uses stay.
/// </summary>
public static class LedgerReplay
{
    /// <summary>
    /// Undoes every abandoned ledger of the directory, but none of a kept scenario; returns the entries that were undone.
    /// </summary>
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
    public static Task<ImmutableArray<LedgerEntry>> ReplayAsync(
        string directory,
        IHostFactory factory,
        Action<string> note,
        Func<HostConnection, bool>? isWanted = null,
        CancellationToken cancellationToken = default) =>
        UndoAsync(directory, factory, note, ledger => ledger.Kept is null, isWanted, cancellationToken);

    /// <summary>Undoes every abandoned ledger of the directory, also those of kept scenarios.</summary>
    /// <inheritdoc cref="ReplayAsync"/>
    public static Task<ImmutableArray<LedgerEntry>> ReplayAllAsync(
        string directory, IHostFactory factory, Action<string> note, CancellationToken cancellationToken = default) =>
        UndoAsync(directory, factory, note, _ => true, null, cancellationToken);

    /// <summary>
    /// Undoes what lost runs of any tester have left on a host, by the copies of their ledgers there; a host that a run uses is
    /// left as it is.
    /// </summary>
    /// <param name="note">Takes messages for a person: what was undone, and why something stays.</param>
    /// <exception cref="HarnessException">The host is not reached, or the copies could not be read.</exception>
    public static async Task<ImmutableArray<LedgerEntry>> ReplayHostAsync(
        IHost host, Action<string> note, CancellationToken cancellationToken = default)
    {
        await using var leases = new ReplayLeases();
        return await leases.TryTakeAsync(host, note, cancellationToken)
            ? await HostLedger.UndoAsync(host, note, cancellationToken)
            : [];
    }

    /// <summary>Finds the kept scenarios that have something on these hosts, each with the names of all its hosts.</summary>
    /// <param name="note">Takes messages for a person that do not stop the run.</param>
    public static async Task<ImmutableArray<(KeptScenario Scenario, ImmutableArray<string> Hosts)>> FindKeptAsync(
        string directory, Func<HostConnection, bool> isWanted, Action<string> note)
    {
        var found = ImmutableArray.CreateBuilder<(KeptScenario, ImmutableArray<string>)>();
        await ForEachAsync(directory, note, ledger =>
        {
            if (ledger.Kept is { } kept && ledger.Pending.Any(entry => isWanted(entry.Connection)))
                found.Add((kept, [.. ledger.Pending.Select(entry => entry.Host).Distinct().Order(StringComparer.Ordinal)]));
            return Task.CompletedTask;
        });
        return found.ToImmutable();
    }

    private static async Task<ImmutableArray<LedgerEntry>> UndoAsync(
        string directory,
        IHostFactory factory,
        Action<string> note,
        Predicate<UndoLedger> isChosen,
        Func<HostConnection, bool>? isWanted,
        CancellationToken cancellationToken)
    {
        await using var hosts = new HostPool(factory);
        var undone = ImmutableArray.CreateBuilder<LedgerEntry>();
        var failures = ImmutableArray.CreateBuilder<string>();
        await ForEachAsync(directory, note, async ledger =>
        {
            if (!isChosen(ledger))
                return;
            var pending = ledger.Pending;
            try
            {
                await UndoAsync(ledger, hosts, note, isWanted ?? (_ => true), cancellationToken);
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

    /// <summary>Undoes the entries of hosts that no run uses. A kept scenario has the leases of its hosts itself.</summary>
    private static async Task UndoAsync(
        UndoLedger ledger,
        HostPool hosts,
        Action<string> note,
        Func<HostConnection, bool> isWanted,
        CancellationToken cancellationToken)
    {
        await using var leases = new ReplayLeases();
        var wanted = ledger.Pending.Where(entry => isWanted(entry.Connection));
        var free = ledger.Kept is null
            ? await leases.TakeAsync(wanted, hosts, note, cancellationToken)
            : [.. wanted.Select(entry => entry.Connection)];
        await ledger.UndoAllAsync(
            (name, connection) => leases.Get(hosts, name, connection), free.Contains, cancellationToken);
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
