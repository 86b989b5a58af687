using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Environments.Matching;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Labs;

/// <summary>The machines of the scenarios that run now: a machine belongs to one scenario at a time.</summary>
internal sealed class HostLeases
{
    private readonly Lock _gate = new();
    private ImmutableHashSet<HostConnection> _taken = [];
    private ImmutableDictionary<HostConnection, KeptScenario> _kept = ImmutableDictionary<HostConnection, KeptScenario>.Empty;
    private TaskCompletionSource _returned = new();

    /// <summary>Waits until <c>count</c> hosts of a group are free, and takes them.</summary>
    /// <param name="groups">The groups of hosts that meet the scenario's needs.</param>
    /// <exception cref="HarnessException">
    /// Class preflight: no group meets the needs, or a failed scenario is kept on too many hosts of each.
    /// </exception>
    public async Task<HostLease> TakeAsync(
        ImmutableArray<EnvironmentMatch> groups, int count, CancellationToken cancellationToken = default)
    {
        if (groups.All(group => group.Hosts.Length < count))
            throw new HarnessException(FailureClass.Preflight, $"the scenario needs {count} hosts, but too few meet its needs");

        while (true)
        {
            Task returned;
            lock (_gate)
            {
                RequireUnkept(groups, count);
                if (groups.Select(group => (group.Environment, Hosts: FreeOf(group, count)))
                    .FirstOrDefault(group => group.Hosts.Length == count) is { Environment: { } environment, Hosts: var free })
                {
                    _taken = _taken.Union(free.Select(host => host.Connection));
                    return new HostLease(this, environment, free);
                }

                returned = _returned.Task;
            }

            await returned.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Frees hosts, and lets the scenarios that wait try again.</summary>
    /// <param name="kept">The failed scenario that is kept on the hosts, so that no other gets them; null when none is.</param>
    public void Return(ImmutableArray<HostDescription> hosts, KeptScenario? kept)
    {
        lock (_gate)
        {
            _taken = _taken.Except(hosts.Select(host => host.Connection));
            if (kept is not null)
                _kept = _kept.SetItems(hosts.Select(host => KeyValuePair.Create(host.Connection, kept)));
            _returned.SetResult();
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private bool IsFree(HostDescription host) => !_taken.Contains(host.Connection) && !_kept.ContainsKey(host.Connection);

    private ImmutableArray<HostDescription> FreeOf(EnvironmentMatch group, int count) =>
        [.. group.Hosts.Where(IsFree).Take(count)];

    private void RequireUnkept(ImmutableArray<EnvironmentMatch> groups, int count)
    {
        var busy = groups.SelectMany(group => group.Hosts).Where(host => _kept.ContainsKey(host.Connection)).ToArray();
        if (groups.All(group => group.Hosts.Count(host => !busy.Contains(host)) < count))
            throw new HarnessException(
                FailureClass.Preflight, _kept[busy[0].Connection].Describe(busy.Select(host => host.Name)));
    }
}

/// <summary>The hosts that a scenario has until the lease is disposed.</summary>
internal sealed class HostLease(HostLeases leases, LabEnvironment environment, ImmutableArray<HostDescription> hosts)
    : IDisposable
{
    private int _isReturned;

    /// <summary>The environment, with the hosts and LUNs of the hosts' group alone.</summary>
    public LabEnvironment Environment => environment;

    /// <summary>The hosts of the lease.</summary>
    public ImmutableArray<HostDescription> Hosts => hosts;

    /// <summary>Frees the hosts; does nothing the second time.</summary>
    public void Dispose() => Return(kept: null);

    /// <summary>Leaves the hosts to a failed scenario: no other scenario of the run gets them.</summary>
    public void Keep(KeptScenario scenario) => Return(scenario);

    private void Return(KeptScenario? kept)
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            leases.Return(hosts, kept);
    }
}
