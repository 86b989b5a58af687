using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

public sealed partial class UndoLedger
{
    /// <summary>
    /// Undoes the pending entries: all hosts side by side, on each host the last entry first. A failure does not stop the others.
    /// </summary>
    /// <param name="host">Returns the host of a name and a connection, usually <see cref="HostPool.Get"/>.</param>
    /// <param name="isWanted">Selects the connections whose entries are undone; null selects all.</param>
    /// <exception cref="HarnessException">
    /// Class leak: some entries could not be undone, also because of a cancellation; the message names each with its reason.
    /// </exception>
    public async Task UndoAllAsync(
        Func<string, HostConnection, IHost> host,
        Func<HostConnection, bool>? isWanted = null,
        CancellationToken cancellationToken = default)
    {
        var wanted = _pending.Values.Where(entry => isWanted?.Invoke(entry.Connection) ?? true).Reverse().ToArray();
        var undone = await Task.WhenAll(
            wanted.GroupBy(entry => entry.Connection).Select(entries => UndoInOrderAsync(entries, host, cancellationToken)));
        await Task.WhenAll(_recorded.Concat(wanted).Where(entry => entry.Connection is not LocalConnection)
            .DistinctBy(entry => entry.Connection)
            .Where(entry => isWanted?.Invoke(entry.Connection) ?? true)
            .Select(entry => RemoveCopyAsync(entry.Host, entry.Connection, host, cancellationToken)));
        var failures = undone.SelectMany(failed => failed).ToArray();
        if (failures.Length == 0)
            return;

        var (count, stay) = failures.Length == 1
            ? ("1 ledger entry", "it stays")
            : ($"{failures.Length} ledger entries", "they stay");
        throw new HarnessException(
            FailureClass.Leak,
            $"{count} could not be undone; {stay} in {Path} for 'harness clean': {string.Join("; ", Reasons(failures))}")
        {
            Faults = [.. Reasons(failures).Select(reason => new Fault(FailureClass.Leak, reason))],
        };
    }

    private async Task<List<(LedgerEntry Entry, HarnessException Failure)>> UndoInOrderAsync(
        IEnumerable<LedgerEntry> entries, Func<string, HostConnection, IHost> host, CancellationToken cancellationToken)
    {
        var failures = new List<(LedgerEntry Entry, HarnessException Failure)>();
        foreach (var entry in entries)
        {
            var unreachable = failures.Find(known => known.Failure.FailureClass == FailureClass.Ssh).Failure;
            if ((unreachable ?? await UndoAsync(entry, () => host(entry.Host, entry.Connection), cancellationToken)) is { } why)
                failures.Add((entry, why));
        }

        return failures;
    }

    /// <summary>Marks the entries of hosts that no longer exist as undone.</summary>
    internal async Task ForgetAsync(Func<HostConnection, bool> isGone)
    {
        foreach (var entry in _pending.Values.Where(entry => isGone(entry.Connection)))
            await CompleteAsync(entry);
    }

    private static IEnumerable<string> Reasons(IEnumerable<(LedgerEntry Entry, HarnessException Failure)> failures) =>
        from failure in failures
        group failure.Entry.Description by (failure.Entry.Host, failure.Failure.Detail) into same
        select $"{string.Join(", ", same)} on {same.Key.Host}: {same.Key.Detail}";

    /// <summary>Undoes one entry, and marks it as undone when the resource is gone.</summary>
    /// <returns>The reason why it could not be undone; null when it was undone.</returns>
    internal Task<HarnessException?> UndoAsync(LedgerEntry entry, IHost host, CancellationToken cancellationToken) =>
        UndoAsync(entry, () => host, cancellationToken);

    private async Task<HarnessException?> UndoAsync(LedgerEntry entry, Func<IHost> connect, CancellationToken cancellationToken)
    {
        var failure = await entry.UndoAsync(connect, cancellationToken);
        if (failure is null)
            await CompleteAsync(entry);
        return failure;
    }

    /// <summary>
    /// Removes the host's copy of the ledger when no entry of the host is left. A copy that cannot be removed does no harm: who
    /// has the host next undoes its entries once more.
    /// </summary>
    private async Task RemoveCopyAsync(
        string name, HostConnection connection, Func<string, HostConnection, IHost> host, CancellationToken cancellationToken)
    {
        if (_pending.Values.Any(entry => entry.Connection == connection))
            return;
        try
        {
            await HostLedger.RemoveAsync(host(name, connection), FileName, cancellationToken);
        }
        catch (Exception exception) when (exception is HarnessException or OperationCanceledException)
        {
            // The entries are undone, which is what counts.
        }
    }
}
