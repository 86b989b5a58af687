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
    /// <param name="look">
    /// A command of <see cref="Presence"/>: a resource that exists before is another's, and is left alone.
    /// </param>
    /// <exception cref="HarnessException">Class provision: the resource exists already; nothing was recorded.</exception>
    public async Task<LedgerEntry> ProvisionAsync(
        IHost host, string description, Command undo, Func<Task> create, Command? look = null)
    {
        var entry = await RecordAsync(host, description, undo, look);
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

    /// <summary>
    /// Records how to undo the resource, then makes it by one command that makes the whole resource or nothing. When the
    /// command exits with an error, what exists under that name is another's, and is not undone. When nobody knows how the
    /// command ended, such as after a timeout, the resource is undone.
    /// </summary>
    /// <inheritdoc cref="ProvisionAsync"/>
    public async Task<LedgerEntry> ProvisionAtOnceAsync(
        IHost host,
        string description,
        Command undo,
        Command create,
        Command? look = null,
        CancellationToken cancellationToken = default)
    {
        CommandResult? result = null;
        var entry = await ProvisionAsync(
            host, description, undo, async () => result = await host.RunAsync(create, cancellationToken), look);
        if (!result!.Succeeded)
            await ledger.CompleteAsync(entry);
        result.OrThrow(FailureClass.Provision);
        return entry;
    }

    /// <summary>Puts a more exact undo in the place of an entry's, once it is known what was made.</summary>
    /// <param name="look">Sees after the undo whether the resource is gone; it is there now.</param>
    public async Task<LedgerEntry> ReplaceAsync(
        LedgerEntry entry, IHost host, string description, Command undo, Command? look = null)
    {
        var exact = await ledger.RecordAsync(host, description, undo, look);
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

    private async Task<LedgerEntry> RecordAsync(IHost host, string description, Command undo, Command? look)
    {
        var there = look is null
            ? null
            : await Presence.FindAsync(host, [look.Program, .. look.Arguments], FailureClass.Provision, CancellationToken.None);
        if (there is not null)
            throw new HarnessException(
                FailureClass.Provision,
                $"{description}: {there} exists on {host.Name} already; it is another's, and is left alone");

        return await ledger.RecordAsync(host, description, undo, look);
    }

    /// <summary>Adds to an error that what was made before it could not be undone.</summary>
    internal static HarnessException WithLeak(Exception error, string description, HarnessException leak)
    {
        var (failureClass, detail) = error is HarnessException known ? (known.FailureClass, known.Detail) : (FailureClass.Provision, error.Message);
        return new HarnessException(failureClass, $"{detail}; undoing {description} failed too: {leak.Detail}", error);
    }
}
