using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;

namespace TestHarness.Ledger;

/// <summary>
/// The leases of hosts while what lost runs have left there is undone, so that no host is changed under a run that is alive.
/// Disposing returns them.
/// </summary>
internal sealed class ReplayLeases : IAsyncDisposable
{
    private const string Use = "undoing what a run has left behind";

    private readonly List<Lease> _leases = [];
    private readonly Dictionary<HostConnection, HarnessException> _failures = [];

    /// <summary>Takes a host's lease, and does not wait for it.</summary>
    /// <param name="note">Takes a message for a person when another has the host.</param>
    /// <returns>Whether the lease was taken.</returns>
    /// <exception cref="HarnessException">The host is not reached.</exception>
    public async Task<bool> TryTakeAsync(IHost host, Action<string> note, CancellationToken cancellationToken = default)
    {
        try
        {
            var terms = LeaseTerms.Usual with { Wait = TimeSpan.Zero };
            _leases.Add(await Lease.TakeAsync(
                host, [LeaseName.Host], LeaseOwner.OfThisProcess(Use), terms, _ => { }, cancellationToken));
            return true;
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Preflight)
        {
            note($"what runs have left on {host.Name} stays there for now: {exception.Detail}");
            return false;
        }
    }

    /// <summary>Takes the leases of the hosts of these entries, each once; this machine needs none.</summary>
    /// <returns>The connections whose entries may be undone, or whose undo fails as the host is not reached.</returns>
    public async Task<ImmutableHashSet<HostConnection>> TakeAsync(
        IEnumerable<LedgerEntry> entries, HostPool hosts, Action<string> note, CancellationToken cancellationToken)
    {
        var free = ImmutableHashSet.Create<HostConnection>(new LocalConnection());
        foreach (var (name, connection) in entries.Select(entry => (entry.Host, entry.Connection)).Distinct())
        {
            if (!free.Contains(connection) && await TryTakeAsync(hosts, name, connection, note, cancellationToken))
                free = free.Add(connection);
        }

        return free;
    }

    /// <summary>Returns a host whose lease was taken.</summary>
    /// <exception cref="HarnessException">The host was not reached when its lease was to be taken.</exception>
    public IHost Get(HostPool hosts, string name, HostConnection connection) =>
        _failures.TryGetValue(connection, out var failure) ? throw failure : hosts.Get(name, connection);

    private async Task<bool> TryTakeAsync(
        HostPool hosts, string name, HostConnection connection, Action<string> note, CancellationToken cancellationToken)
    {
        try
        {
            return await TryTakeAsync(hosts.Get(name, connection), note, cancellationToken);
        }
        catch (HarnessException exception)
        {
            _failures[connection] = exception;
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var lease in _leases)
            await lease.DisposeAsync();
    }
}
