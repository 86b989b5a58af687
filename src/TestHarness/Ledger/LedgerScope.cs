using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Makes resources so that nothing half-made is left.</summary>
public sealed class LedgerScope(UndoLedger ledger)
{
    /// <summary>
    /// Records how to undo the resource, then makes it. When that fails it is undone at once and the error surfaces; what
    /// could not be undone stays in the ledger.
    /// </summary>
    public async Task<LedgerEntry> ProvisionAsync(IHost host, string description, Command undo, Func<Task> create)
    {
        var entry = await ledger.RecordAsync(host, description, undo);
        try
        {
            await create();
            return entry;
        }
        catch (Exception error)
        {
            if (await ledger.UndoAsync(entry, host, CancellationToken.None) is { } leak)
                throw WithLeak(error, description, leak);
            throw;
        }
    }

    /// <summary>Puts a more exact undo in the place of an entry's, once it is known what was made.</summary>
    public async Task<LedgerEntry> ReplaceAsync(LedgerEntry entry, IHost host, string description, Command undo)
    {
        var exact = await ledger.RecordAsync(host, description, undo);
        await ledger.CompleteAsync(entry);
        return exact;
    }

    /// <summary>Undoes what is not needed any longer, before the scenario ends.</summary>
    /// <exception cref="HarnessException">It could not be undone; it stays in the ledger.</exception>
    public async Task UndoAsync(LedgerEntry entry, IHost host, CancellationToken cancellationToken = default)
    {
        if (await ledger.UndoAsync(entry, host, cancellationToken) is { } why)
            throw why;
    }

    private static HarnessException WithLeak(Exception error, string description, HarnessException leak)
    {
        var (failureClass, detail) = error is HarnessException known ? (known.FailureClass, known.Detail) : (FailureClass.Provision, error.Message);
        return new HarnessException(failureClass, $"{detail}; undoing {description} failed too: {leak.Detail}", error);
    }
}
