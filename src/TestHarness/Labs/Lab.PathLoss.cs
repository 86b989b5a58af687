using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Health.KernelLog;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>The losses of paths that the scenario expects.</summary>
    public IEnumerable<ExpectedPathLoss> PathLosses =>
        _hostWatches.Select(watch => watch.PathLoss).OfType<ExpectedPathLoss>();

    /// <summary>Accepts the loss of a path in what a host's kernel logs from now on.</summary>
    /// <exception cref="HarnessException">Class guest-health: a host has logged an error before.</exception>
    public async Task ExpectPathLossAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        (await CheckHostsAsync(cancellationToken)).ThrowIfUnhealthy("before a path is lost");
        WatchOf(host).PathLoss ??= new ExpectedPathLoss(host.Name);
    }

    /// <summary>Waits until the host's kernel reports the expected loss; nothing else tells, so that its log is polled.</summary>
    /// <exception cref="HarnessException">
    /// Class config: no loss is expected on the host. Class guest-health: it does not come in time, or a host logs another error.
    /// </exception>
    public async Task AwaitPathLossAsync(LabHost host, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var loss = WatchOf(host).PathLoss ?? throw new HarnessException(
            FailureClass.Config, $"'Given the loss of a path is expected on {host.Name}' comes first");
        var start = Stopwatch.GetTimestamp();
        do
            (await CheckHostsAsync(cancellationToken)).ThrowIfUnhealthy($"while {host.Name} loses a path");
        while (!loss.IsSeen && Stopwatch.GetElapsedTime(start) < limit);
        loss.ThrowIfMissing();
    }

    private HostWatch WatchOf(LabHost host) => _hostWatches.First(watch => watch.Host.Connection == host.Host.Connection);
}
