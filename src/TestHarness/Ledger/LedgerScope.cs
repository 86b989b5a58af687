using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Ledger;

/// <summary>Makes resources whose undo is in the ledger before they exist.</summary>
public sealed class LedgerScope(UndoLedger ledger)
{
    /// <summary>
    /// Records the undo of the resource, then makes the resource. When making it fails, the resource is undone at once and the
    /// failure is thrown; if the undo fails too, the entry stays in the ledger.
    /// </summary>
    /// <param name="look">
    /// A command of <see cref="Presence"/>; a resource that it finds before is not the harness's, and is left alone.
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
        catch (Exception exception)
        {
            if (await ledger.UndoAsync(entry, host, CancellationToken.None) is { } leak)
                throw WithLeak(exception, description, leak);
            throw;
        }
    }

    /// <summary>
    /// Records the undo of the resource, then makes it by one command that makes the whole resource or nothing. When the command
    /// exits with an error, an existing resource of that name is not the harness's, and is not undone. When the end of the
    /// command is not known, such as after a timeout, the resource is undone.
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

    /// <summary>Replaces an entry by one with a more exact undo, once the made resource is known.</summary>
    /// <param name="look">
    /// A command of <see cref="Presence"/> that finds the resource now, and does not find it after the undo.
    /// </param>
    public async Task<LedgerEntry> ReplaceAsync(
        LedgerEntry entry, IHost host, string description, Command undo, Command? look = null)
    {
        var exact = await ledger.RecordAsync(host, description, undo, look);
        await ledger.CompleteAsync(entry);
        return exact;
    }

    /// <summary>Undoes an entry that is not needed any longer, before the scenario ends.</summary>
    /// <exception cref="HarnessException">Class leak: the entry could not be undone; it stays in the ledger.</exception>
    public async Task UndoAsync(LedgerEntry entry, IHost host, CancellationToken cancellationToken = default)
    {
        if (await ledger.UndoAsync(entry, host, cancellationToken) is { } why)
            throw why;
    }

    private async Task<LedgerEntry> RecordAsync(IHost host, string description, Command undo, Command? look)
    {
        var existing = look is null
            ? null
            : await Presence.FindAsync(host, [look.Program, .. look.Arguments], FailureClass.Provision, CancellationToken.None);
        if (existing is not null)
            throw new HarnessException(
                FailureClass.Provision,
                $"{description}: {existing} exists on {host.Name} already; the harness did not make it, and leaves it alone");

        return await ledger.RecordAsync(host, description, undo, look);
    }

    /// <summary>Adds to a failure that the undo of the resource failed too.</summary>
    internal static HarnessException WithLeak(Exception error, string description, HarnessException leak)
    {
        var (failureClass, detail) = error is HarnessException known
            ? (known.FailureClass, known.Detail)
            : (FailureClass.Provision, error.Message);
        return new HarnessException(failureClass, $"{detail}; undoing {description} failed too: {leak.Detail}", error)
        {
            Faults = [.. Fault.Of(error), .. leak.Faults],
        };
    }
}
