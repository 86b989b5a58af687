using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Labs;

/// <summary>Which machines the scenarios have that run now: each machine is of one scenario at a time.</summary>
internal sealed class HostLeases
{
    private readonly Lock _gate = new();
    private ImmutableHashSet<HostConnection> _taken = [];
    private TaskCompletionSource _returned = new();

    /// <summary>Waits until so many of these hosts are free.</summary>
    /// <exception cref="HarnessException">Class preflight: there are fewer.</exception>
    public async Task<HostLease> TakeAsync(ImmutableArray<HostDescription> hosts, int count, CancellationToken cancellationToken = default)
    {
        if (hosts.Length < count)
            throw new HarnessException(FailureClass.Preflight, $"the scenario needs {count} hosts, and {hosts.Length} fit");

        while (true)
        {
            Task returned;
            lock (_gate)
            {
                if (hosts.Where(host => !_taken.Contains(host.Connection)).Take(count).ToImmutableArray() is { } free && free.Length == count)
                {
                    _taken = _taken.Union(free.Select(host => host.Connection));
                    return new HostLease(this, free);
                }

                returned = _returned.Task;
            }

            await returned.WaitAsync(cancellationToken);
        }
    }

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

/// <summary>The hosts that a scenario has until this is disposed.</summary>
internal sealed class HostLease(HostLeases leases, ImmutableArray<HostDescription> hosts) : IDisposable
{
    private int _isReturned;

    public ImmutableArray<HostDescription> Hosts => hosts;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            leases.Return(hosts);
    }
}
