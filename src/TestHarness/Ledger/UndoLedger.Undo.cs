using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

public sealed partial class UndoLedger
{
    /// <summary>Undoes all that is pending, last in first out; an error does not keep the rest from being undone.</summary>
    /// <param name="host">The host of that name and connection, usually <see cref="HostPool.Get"/>.</param>
    /// <exception cref="HarnessException">Class leak: names each entry that is still there, and why.</exception>
    public async Task UndoAllAsync(Func<string, HostConnection, IHost> host, CancellationToken cancellationToken = default)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in _pending.Values.Reverse())
        {
            if (await UndoAsync(entry, host(entry.Host, entry.Connection), cancellationToken) is { } failure)
                failures.Add(failure.Detail);
        }

        if (failures.Count > 0)
            throw new HarnessException(
                FailureClass.Leak,
                $"{failures.Count} of what was made could not be undone; it stays in {Path} for 'harness clean': {string.Join("; ", failures)}");
    }

    /// <summary>Undoes one entry and marks it; returns why it could not be undone, naming it.</summary>
    internal async Task<HarnessException?> UndoAsync(LedgerEntry entry, IHost host, CancellationToken cancellationToken)
    {
        try
        {
            (await host.RunAsync(entry.UndoCommand, cancellationToken)).OrThrow(FailureClass.Leak);
            await CompleteAsync(entry);
            return null;
        }
        catch (HarnessException failure)
        {
            return new HarnessException(FailureClass.Leak, $"{entry.Description} on {entry.Host}: {failure.Detail}", failure);
        }
    }
}
