using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Labs;

/// <summary>The machines of the scenarios that run now: a machine belongs to one scenario at a time.</summary>
internal sealed class HostLeases
{
    private readonly Lock _gate = new();
    private ImmutableHashSet<HostConnection> _taken = [];
    private TaskCompletionSource _returned = new();

    /// <summary>Waits until <c>count</c> of these hosts are free, and takes them.</summary>
    /// <exception cref="HarnessException">Class preflight: there are fewer hosts than <c>count</c>.</exception>
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
                if (hosts.Where(host => !_taken.Contains(host.Connection)).Take(count).ToImmutableArray() is { } free
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
    public void Return(ImmutableArray<HostDescription> hosts)
    {
        lock (_gate)
        {
            _taken = _taken.Except(hosts.Select(host => host.Connection));
            _returned.SetResult();
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

/// <summary>The hosts that a scenario has until the lease is disposed.</summary>
internal sealed class HostLease(HostLeases leases, ImmutableArray<HostDescription> hosts) : IDisposable
{
    private int _isReturned;

    /// <summary>The hosts of the lease.</summary>
    public ImmutableArray<HostDescription> Hosts => hosts;

    /// <summary>Frees the hosts; does nothing the second time.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            leases.Return(hosts);
    }
}
