using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

public sealed partial class UndoLedger
{
    /// <summary>Undoes what is pending, on each host last in first out, side by side; an error does not keep the rest from being undone.</summary>
    /// <param name="host">The host of that name and connection, usually <see cref="HostPool.Get"/>.</param>
    /// <param name="isWanted">The connections whose entries are undone; all when it is null.</param>
    /// <exception cref="HarnessException">
    /// Class leak: names each entry that is still there, and why; also when it was cancelled.
    /// </exception>
    public async Task UndoAllAsync(
        Func<string, HostConnection, IHost> host, Func<HostConnection, bool>? isWanted = null, CancellationToken cancellationToken = default)
    {
        var wanted = _pending.Values.Where(entry => isWanted?.Invoke(entry.Connection) ?? true).Reverse();
        var undone = await Task.WhenAll(wanted.GroupBy(entry => entry.Connection).Select(entries => UndoInOrderAsync(entries, host, cancellationToken)));
        var failures = undone.SelectMany(failed => failed).ToArray();
        if (failures.Length > 0)
            throw new HarnessException(
                FailureClass.Leak,
                $"{failures.Length} of what was made could not be undone; it stays in {Path} for 'harness clean': {string.Join("; ", Reasons(failures))}");
    }

    private async Task<List<(LedgerEntry Entry, HarnessException Why)>> UndoInOrderAsync(
        IEnumerable<LedgerEntry> entries, Func<string, HostConnection, IHost> host, CancellationToken cancellationToken)
    {
        var failures = new List<(LedgerEntry Entry, HarnessException Why)>();
        foreach (var entry in entries)
        {
            var unreachable = failures.Find(known => known.Why.FailureClass == FailureClass.Ssh).Why;
            if ((unreachable ?? await UndoAsync(entry, () => host(entry.Host, entry.Connection), cancellationToken)) is { } why)
                failures.Add((entry, why));
        }

        return failures;
    }

    /// <summary>Takes what was made on hosts that are no more as undone.</summary>
    internal async Task ForgetAsync(Func<HostConnection, bool> isGone)
    {
        foreach (var entry in _pending.Values.Where(entry => isGone(entry.Connection)))
            await CompleteAsync(entry);
    }

    private static IEnumerable<string> Reasons(IEnumerable<(LedgerEntry Entry, HarnessException Why)> failures) =>
        from failure in failures
        group failure.Entry.Description by (failure.Entry.Host, failure.Why.Detail) into same
        select $"{string.Join(", ", same)} on {same.Key.Host}: {same.Key.Detail}";

    /// <summary>Undoes one entry, and marks it when the resource is seen to be gone.</summary>
    /// <returns>Why it could not be undone; null when it was.</returns>
    internal Task<HarnessException?> UndoAsync(LedgerEntry entry, IHost host, CancellationToken cancellationToken) =>
        UndoAsync(entry, () => host, cancellationToken);

    private async Task<HarnessException?> UndoAsync(LedgerEntry entry, Func<IHost> connect, CancellationToken cancellationToken)
    {
        try
        {
            var host = connect();
            (await host.RunAsync(entry.UndoCommand, cancellationToken)).OrThrow(FailureClass.Leak);
            if (entry.Look is { } look && await Presence.FindAsync(host, look, FailureClass.Leak, cancellationToken) is { } there)
                return new HarnessException(FailureClass.Leak, $"'{entry.UndoCommand}' succeeded, and {there} is still there");

            await CompleteAsync(entry);
            return null;
        }
        catch (HarnessException failure)
        {
            return failure;
        }
        catch (Exception failure)
        {
            // A cancellation, or an error that no host is known to throw: the entries before this one are still to be undone.
            return new HarnessException(FailureClass.Leak, failure.Message, failure);
        }
    }
}
