using TestHarness.Health;
using TestHarness.Hosts;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>Reboots a host and waits until commands run there again; the watch over its kernel begins anew.</summary>
    /// <exception cref="Failures.HarnessException">It is not back within the environment's time for a boot.</exception>
    public async Task RebootAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        await HostBoot.RebootAsync(host.Host, Environment.Timeouts.Boot, cancellationToken);
        _resources.Rebooted.Add(host.Host.Connection);
        var watch = _hostWatches.First(watch => watch.Host.Connection == host.Host.Connection);
        _hostWatches = _hostWatches.Replace(watch, await HostWatch.StartAsync(watch.Host, AllowList, cancellationToken));
    }
}
