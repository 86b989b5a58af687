using System.Collections.Immutable;
using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Labs;

/// <summary>The checks of a scenario's hosts.</summary>
/// <param name="watches">The watches over the hosts, one for each machine.</param>
/// <param name="unmade">Collects the checks that were not made.</param>
/// <param name="allowed">Collects the findings that were accepted.</param>
public sealed class HostChecks(ImmutableArray<HostWatch> watches, UnmadeChecks unmade, AllowedFindings allowed)
{
    private ImmutableArray<HostWatch> _watches = watches;

    /// <summary>The losses of paths that the scenario expects.</summary>
    public IEnumerable<ExpectedPathLoss> PathLosses => _watches.Select(watch => watch.PathLoss).OfType<ExpectedPathLoss>();

    /// <summary>The records that the hosts' kernels have logged since the scenario began.</summary>
    internal string KernelLogs => string.Concat(_watches.Select(watch => watch.Records));

    /// <summary>Checks the hosts; collects the accepted findings and the checks that were not made.</summary>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        var report = HealthReport.Combine(await Task.WhenAll(_watches.Select(watch => watch.CheckAsync(cancellationToken))));
        allowed.Add(report);
        unmade.Add(report);
        return report;
    }

    /// <summary>Returns whether a host has lost a path that the scenario expected to be lost.</summary>
    public bool HasLostPath(LabHost host) => WatchOf(host).PathLoss is { IsSeen: true };

    /// <summary>Accepts the loss of a path in the records that a host's kernel logs from now on.</summary>
    /// <exception cref="HarnessException">Class guest-health: a host has logged an error before.</exception>
    public async Task ExpectPathLossAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        (await CheckAsync(cancellationToken)).ThrowIfUnhealthy("before a path is lost");
        WatchOf(host).PathLoss ??= new ExpectedPathLoss(host.Name);
    }

    /// <summary>Waits until the host's kernel logs the expected loss, by polling: nothing else reports it.</summary>
    /// <exception cref="HarnessException">
    /// Class config: no loss is expected on the host. Class guest-health: the loss does not come in time, or a host logs another
    /// error.
    /// </exception>
    public async Task AwaitPathLossAsync(LabHost host, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var loss = WatchOf(host).PathLoss ?? throw new HarnessException(
            FailureClass.Config, $"'Given the loss of a path is expected on {host.Name}' comes first");
        var start = Stopwatch.GetTimestamp();
        do
            (await CheckAsync(cancellationToken)).ThrowIfUnhealthy($"while {host.Name} loses a path");
        while (!loss.IsSeen && Stopwatch.GetElapsedTime(start) < limit);
        loss.ThrowIfMissing();
    }

    /// <summary>Begins the watch again over a host that was rebooted on purpose.</summary>
    internal async Task StartAgainAsync(LabHost host, CancellationToken cancellationToken)
    {
        var watch = WatchOf(host);
        _watches = _watches.Replace(watch, await watch.StartAgainAsync(cancellationToken));
    }

    private HostWatch WatchOf(LabHost host) => _watches.First(watch => watch.Host.Connection == host.Host.Connection);
}
