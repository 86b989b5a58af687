using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;
using TestHarness.GuestPlaces;

namespace TestHarness.Labs;

/// <summary>The watches over the hosts of a scenario.</summary>
/// <param name="watches">One for each machine.</param>
public sealed class HostChecks(ImmutableArray<HostWatch> watches)
{
    private ImmutableArray<HostWatch> _watches = watches;

    /// <summary>The losses of paths that the scenario expects.</summary>
    public IEnumerable<ExpectedPathLoss> PathLosses => _watches.Select(watch => watch.PathLoss).OfType<ExpectedPathLoss>();

    /// <summary>What the hosts' kernels have logged since the scenario began.</summary>
    internal string KernelLogs => string.Concat(_watches.Select(watch => watch.Records));

    /// <summary>Makes the checks of all hosts.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) =>
        HealthReport.Combine(await Task.WhenAll(_watches.Select(watch => watch.CheckAsync(cancellationToken))));

    /// <summary>Whether a host has lost a path that the scenario expected to be lost.</summary>
    public bool HasLostPath(LabHost host) => WatchOf(host).PathLoss is { IsSeen: true };

    /// <summary>Accepts the loss of a path in what a host's kernel logs from now on.</summary>
    public void ExpectPathLoss(LabHost host) => WatchOf(host).PathLoss ??= new ExpectedPathLoss(host.Name);

    /// <summary>Waits until the host's kernel reports the expected loss; nothing else tells, so that its log is polled.</summary>
    /// <param name="check">Makes the checks of the hosts.</param>
    /// <exception cref="HarnessException">
    /// Class config: no loss is expected on the host. Class guest-health: it does not come in time, or a host logs another error.
    /// </exception>
    public async Task AwaitPathLossAsync(LabHost host, TimeSpan limit, Func<Task<HealthReport>> check)
    {
        var loss = WatchOf(host).PathLoss ?? throw new HarnessException(
            FailureClass.Config, $"'Given the loss of a path is expected on {host.Name}' comes first");
        var start = Stopwatch.GetTimestamp();
        do
            (await check()).ThrowIfUnhealthy($"while {host.Name} loses a path");
        while (!loss.IsSeen && Stopwatch.GetElapsedTime(start) < limit);
        loss.ThrowIfMissing();
    }

    /// <summary>Begins the watch over a host anew, which was rebooted on purpose.</summary>
    public async Task StartAgainAsync(LabHost host, CancellationToken cancellationToken)
    {
        var watch = WatchOf(host);
        _watches = _watches.Replace(watch, await watch.StartAgainAsync(cancellationToken));
    }

    private HostWatch WatchOf(LabHost host) => _watches.First(watch => watch.Host.Connection == host.Host.Connection);
}
