using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Health;
using TestHarness.Hosts;

namespace TestHarness.Devices.Vdpa;

/// <summary>The devices that a provider made on a host. The ledger undoes them; keep this as long as they are used.</summary>
/// <param name="Daemon">What serves them, where that is a process: it ends with the harness.</param>
public sealed record VdpaBackend(IHost Host, string Provider, ImmutableArray<VdpaDevice> Devices, IHostProcess? Daemon = null)
{
    /// <summary>Compares each device's presence, driver and character device with how it was made.</summary>
    public async Task<HealthReport> CheckBoundAsync(CancellationToken cancellationToken = default)
    {
        var findings = (await Task.WhenAll(Devices.Select(device => WhyNotAsync(device, cancellationToken))))
            .OfType<HealthFinding>().ToList();
        if (Daemon is { Completion: { IsCompleted: true } end })
        {
            var how = end.IsCompletedSuccessfully ? $"exit code {end.Result.ExitCode}" : end.Exception?.InnerException?.Message;
            findings.Add(
                Finding($"the daemon that serves the devices of {Provider} has ended: {how}, {Daemon.StandardErrorTail.Trim()}"));
        }

        return HealthReport.Made(HealthCheck.VdpaBinding, findings);
    }

    private async Task<HealthFinding?> WhyNotAsync(VdpaDevice device, CancellationToken cancellationToken)
    {
        try
        {
            var now = await VdpaBinding.LookAsync(Host, device.Name, cancellationToken);
            return now.Driver == device.Driver && now.CharacterDevice == device.CharacterDevice
                ? null
                : Finding(
                    $"{device.Name} had driver {device.Driver} and {device.CharacterDevice}, now it has driver " +
                    $"{now.Driver ?? "none"} " +
                    $"and {now.CharacterDevice ?? "no character device"}");
        }
        catch (HarnessException gone) when (gone.FailureClass == FailureClass.Provision)
        {
            return Finding($"{device.Name} had driver {device.Driver} and {device.CharacterDevice}, now: {gone.Detail}");
        }
    }

    private HealthFinding Finding(string message) => new(HealthCheck.VdpaBinding, Host.Name, HealthSeverity.Critical, message);
}
