using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;

namespace TestHarness.Labs;

/// <summary>Reboots hosts of a scenario on purpose.</summary>
public sealed class HostReboots
{
    private readonly LabEnvironment _environment;
    private readonly LabResources _resources;
    private readonly HostChecks _checks;
    private readonly AttachedDisks _disks;

    internal HostReboots(LabEnvironment environment, LabResources resources, HostChecks checks, AttachedDisks disks) =>
        (_environment, _resources, _checks, _disks) = (environment, resources, checks, disks);

    /// <summary>Reboots a host and waits until commands run there again; the watch over its kernel begins again.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the environment does not offer to reboot the host. Another class: the host is not back within the
    /// environment's time for a boot.
    /// </exception>
    public async Task RebootAsync(LabHost host, CancellationToken cancellationToken = default)
    {
        if (host.Description.Find("reboot") is null)
        {
            throw new HarnessException(
                FailureClass.Config,
                $"environment '{_environment.Name}' does not offer a reboot of {host.Name}: tag the scenario @needs:reboot");
        }

        var takeLease = await _resources.Leases.ReturnAsync(host.Host.Connection);
        await HostBoot.RebootAsync(host.Host, _environment.Timeouts.Boot, cancellationToken);
        await takeLease(cancellationToken);
        _resources.Rebooted.Add(host.Host.Connection);
        _disks.Detach(host);
        await _checks.StartAgainAsync(host, cancellationToken);
    }
}
