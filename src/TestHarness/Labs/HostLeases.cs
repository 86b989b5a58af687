using System.Collections.Immutable;
using TestHarness.Environments;
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

    /// <summary>Waits until <c>count</c> of these hosts are free, and takes them.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: there are fewer hosts than <c>count</c>, or a failed scenario is kept on too many of them.
    /// </exception>
    public async Task<HostLease> TakeAsync(
        ImmutableArray<HostDescription> hosts, int count, CancellationToken cancellationToken = default)
    {
        if (hosts.Length < count)
            throw new HarnessException(
                FailureClass.Preflight, $"the scenario needs {count} hosts, but only {hosts.Length} meet its needs");

        while (true)
        {
            Task returned;
            lock (_gate)
            {
                RequireUnkept(hosts, count);
                if (hosts.Where(IsFree).Take(count).ToImmutableArray() is { } free
                    && free.Length == count)
                {
                    _taken = _taken.Union(free.Select(host => host.Connection));
                    return new HostLease(this, free);
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

    private void RequireUnkept(ImmutableArray<HostDescription> hosts, int count)
    {
        var busy = hosts.Where(host => _kept.ContainsKey(host.Connection)).ToArray();
        if (hosts.Length - busy.Length < count)
            throw new HarnessException(
                FailureClass.Preflight, _kept[busy[0].Connection].Describe(busy.Select(host => host.Name)));
    }
}

/// <summary>The hosts that a scenario has until the lease is disposed.</summary>
internal sealed class HostLease(HostLeases leases, ImmutableArray<HostDescription> hosts) : IDisposable
{
    private int _isReturned;

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
