using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;
using TestHarness.Ledger;

namespace TestHarness.Labs.Leasing;

/// <summary>The leases of a scenario, on each machine one. Disposing returns them.</summary>
internal sealed class ScenarioLeases : IAsyncDisposable
{
    private readonly TaskCompletionSource<HarnessException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<HostDescription, ImmutableArray<LeaseName>, CancellationToken, Task<Lease>> _take;
    private readonly Dictionary<HostConnection, (HostDescription Host, ImmutableArray<LeaseName> Names, Lease Lease)> _held = [];

    private ScenarioLeases(Func<HostDescription, ImmutableArray<LeaseName>, CancellationToken, Task<Lease>> take) => _take = take;

    /// <summary>A task that ends, with the reason, when a lease is lost; it never ends otherwise.</summary>
    public Task<HarnessException> Lost => _lost.Task;

    /// <summary>Takes the leases in their order; returns those that it has when it fails.</summary>
    /// <exception cref="HarnessException">Class preflight: a lease did not come in time.</exception>
    public static async Task<ScenarioLeases> TakeAsync(
        ImmutableArray<(HostDescription Host, ImmutableArray<LeaseName> Names)> needs,
        Func<HostDescription, ImmutableArray<LeaseName>, CancellationToken, Task<Lease>> take,
        CancellationToken cancellationToken)
    {
        var leases = new ScenarioLeases(take);
        try
        {
            foreach (var (host, names) in needs)
                await leases.AddAsync(host, names, cancellationToken);
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
        if (!_held.Remove(connection, out var held))
            return _ => Task.CompletedTask;
        await held.Lease.DisposeAsync();
        return cancellationToken => AddAsync(held.Host, held.Names, cancellationToken);
    }

    /// <summary>Leaves the leases to a scenario that is kept; the ledger ends them.</summary>
    public Task LeaveAsync(UndoLedger ledger, CancellationToken cancellationToken) => Teardown.RunAsync(
        _held.Values.Select(held => (Func<Task>)(async () =>
        {
            await ledger.RecordAsync(
                held.Host.Name, held.Host.Connection, $"lease of {held.Host.Name}", HostProcesses.End(held.Lease.Id));
            await held.Lease.LeaveAsync(cancellationToken);
        })));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Teardown.RunAsync(_held.Values.Select(held => (Func<Task>)(() => held.Lease.DisposeAsync().AsTask())));

    private async Task AddAsync(HostDescription host, ImmutableArray<LeaseName> names, CancellationToken cancellationToken)
    {
        var lease = await _take(host, names, cancellationToken);
        _held[host.Connection] = (host, names, lease);
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
}
