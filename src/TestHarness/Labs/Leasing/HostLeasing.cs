using System.Collections.Concurrent;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Leases;
using TestHarness.Ledger;

namespace TestHarness.Labs.Leasing;

/// <summary>Takes the leases on the hosts of a run's scenarios, and finishes there what a lost run has left.</summary>
internal sealed class HostLeasing(LabEnvironment environment, IReadOnlyDictionary<string, HostSurvey> surveys, HostPool pool)
{
    private readonly ConcurrentDictionary<string, bool> _lost = [];

    /// <summary>
    /// Waits for hosts that may be rebooting, takes the leases, and undoes the entries that the hosts keep of lost runs.
    /// </summary>
    /// <param name="use">What the hosts are used for, for other owners to read.</param>
    /// <exception cref="HarnessException">
    /// Class ssh: a host is not reached. Class preflight: a lease did not come in time. Class leak: what a lost run has left
    /// cannot be removed.
    /// </exception>
    public async Task<ScenarioLeases> TakeAsync(
        HostLease lease, Needs needs, string use, Action<string> progress, CancellationToken cancellationToken)
    {
        var machines = LabResources.Machines(lease.Hosts.Select(host => pool.Get(host.Name, host.Connection))).ToArray();
        await Task.WhenAll(machines.Select(host => AwaitAsync(host, cancellationToken)));
        var owner = LeaseOwner.OfThisProcess(use);
        var leases = await ScenarioLeases.TakeAsync(
            LeaseNeeds.Of(lease.Environment, lease.Hosts, surveys, usesLuns: !needs.IsAnyHost),
            (host, names, terms, stop) =>
                Lease.TakeAsync(pool.Get(host.Name, host.Connection), names, owner, terms, progress, stop),
            LeaseTerms.Usual with { Wait = environment.Timeouts.Hosts },
            cancellationToken);
        try
        {
            await Task.WhenAll(machines.Where(host => Keeps(host.Connection)).Select(
                host => HostLedger.UndoAsync(host, progress, cancellationToken)));
            return leases;
        }
        catch
        {
            await leases.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the host that keeps a copy of its entries in the ledger; null for a machine that keeps none.</summary>
    public IHost? Keeper(HostLease lease, HostConnection connection) =>
        Keeps(connection) && lease.Hosts.FirstOrDefault(host => host.Connection == connection) is { } host
            ? pool.Get(host.Name, host.Connection)
            : null;

    /// <summary>This machine has the ledger itself.</summary>
    private static bool Keeps(HostConnection connection) => connection is not LocalConnection;

    /// <summary>Waits for a host that may be rebooting; a host that did not come once is not waited for again.</summary>
    private async Task AwaitAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await HostBoot.AwaitAsync(
                host, _lost.ContainsKey(host.Name) ? TimeSpan.Zero : environment.Timeouts.Boot, cancellationToken);
        }
        catch (HarnessException)
        {
            _lost.TryAdd(host.Name, true);
            throw;
        }
    }
}
