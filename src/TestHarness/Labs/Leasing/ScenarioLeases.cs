using System.Collections.Concurrent;
using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;
using TestHarness.Ledger;

namespace TestHarness.Labs.Leasing;

/// <summary>Takes the leases of one machine.</summary>
internal delegate Task<Lease> TakeLease(
    HostDescription host, ImmutableArray<LeaseName> names, LeaseTerms terms, CancellationToken cancellationToken);

/// <summary>The leases of a scenario, on each machine one. Disposing returns them.</summary>
internal sealed class ScenarioLeases : IAsyncDisposable
{
    private readonly TaskCompletionSource<HarnessException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TakeLease _take;
    private readonly LeaseTerms _terms;
    private readonly ConcurrentDictionary<HostConnection, HeldLeases> _held = [];

    private ScenarioLeases(TakeLease take, LeaseTerms terms) => (_take, _terms) = (take, terms);

    /// <summary>A task that ends, with the reason, when a lease is lost; it never ends otherwise.</summary>
    public Task<HarnessException> Lost => _lost.Task;

    /// <summary>Takes the leases in their order; returns those that it has when it fails.</summary>
    /// <exception cref="HarnessException">Class preflight: a lease did not come in time.</exception>
    public static async Task<ScenarioLeases> TakeAsync(
        ImmutableArray<(HostDescription Host, ImmutableArray<LeaseName> Names)> needs,
        TakeLease take,
        LeaseTerms terms,
        CancellationToken cancellationToken)
    {
        var leases = new ScenarioLeases(take, terms);
        try
        {
            foreach (var (host, names) in needs)
                await leases.AddAsync(host, names, terms, cancellationToken);
            return leases;
        }
        catch
        {
            await leases.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns a host's lease before a reboot on purpose, which ends the lease's holder.</summary>
    /// <returns>The function that takes the lease again, once the host is back.</returns>
    public async Task<Func<CancellationToken, Task>> ReturnAsync(HostConnection connection)
    {
        if (!_held.TryRemove(connection, out var held))
            return _ => Task.CompletedTask;
        await held.Lease.DisposeAsync();
        return cancellationToken => AddAsync(held.Host, held.Names, _terms, cancellationToken);
    }

    /// <summary>
    /// Takes lost leases again, without a wait, so that what the scenario has made can be undone before another run has the
    /// hosts.
    /// </summary>
    /// <returns>The machines of which another run may have the lease now; they must be left alone.</returns>
    public async Task<ImmutableHashSet<HostConnection>> RegainAsync(CancellationToken cancellationToken)
    {
        var away = ImmutableHashSet<HostConnection>.Empty;
        foreach (var (connection, held) in _held.Where(held => held.Value.Lease.Lost.IsCompleted).ToArray())
        {
            try
            {
                await held.Lease.EndAsync(cancellationToken);
                await AddAsync(held.Host, held.Names, _terms with { Wait = TimeSpan.Zero }, cancellationToken);
            }
            catch (HarnessException)
            {
                away = away.Add(connection);
            }
        }

        return away;
    }

    /// <summary>Leaves the leases to a scenario that is kept; the ledger ends them.</summary>
    public Task LeaveAsync(UndoLedger ledger, CancellationToken cancellationToken) => Teardown.RunAsync(
        _held.Values.Select(held => (Func<Task>)(async () =>
        {
            await ledger.RecordLastUndoneAsync(
                held.Host.Name, held.Host.Connection, $"lease of {held.Host.Name}", HostProcesses.End(held.Lease.Id));
            await held.Lease.LeaveAsync(cancellationToken);
        })));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Teardown.RunAsync(_held.Values.Select(held => (Func<Task>)(() => held.Lease.DisposeAsync().AsTask())));

    private async Task AddAsync(
        HostDescription host, ImmutableArray<LeaseName> names, LeaseTerms terms, CancellationToken cancellationToken)
    {
        var lease = await _take(host, names, terms, cancellationToken);
        _held[host.Connection] = new HeldLeases(host, names, lease);
        _ = WatchAsync(lease);
    }

    private async Task WatchAsync(Lease lease)
    {
        try
        {
            _lost.TrySetResult(await lease.Lost);
        }
        catch (OperationCanceledException)
        {
            // The lease was returned.
        }
    }

    private sealed record HeldLeases(HostDescription Host, ImmutableArray<LeaseName> Names, Lease Lease);
}
