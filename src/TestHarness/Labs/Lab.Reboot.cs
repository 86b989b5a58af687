using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Labs;

public sealed partial class Lab
{
    /// <summary>Reboots a host and waits until commands run there again; the watch over its kernel begins anew.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment does not offer to reboot the host. Another class: the host is not back within the
    /// environment's time for a boot.
    /// </exception>
    public async Task RebootAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        if (host.Description.Find("reboot") is null)
            throw new HarnessException(
                FailureClass.Config,
                $"environment '{Environment.Name}' does not allow that {host.Name} reboots: tag the scenario @needs:reboot");
        await HostBoot.RebootAsync(host.Host, Environment.Timeouts.Boot, cancellationToken);
        _resources.Rebooted.Add(host.Host.Connection);
        Detach(host);
        var watch = WatchOf(host);
        _hostWatches = _hostWatches.Replace(watch, await watch.StartAgainAsync(cancellationToken));
    }
}
