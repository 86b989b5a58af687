using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa;

/// <summary>
/// A guest's disk on a vdpa device. QEMU keeps the device open until QEMU ends, and no one else can open the device meanwhile.
/// </summary>
public abstract record VdpaGuestDisk(VdpaBackend Backend, VdpaDevice Device)
    : GuestDisk(Device.Name.Text, Device.CharacterDevice)
{
    public override bool IsReleasedAtSwitchover => false;

    public override Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default) =>
        Backend.CheckBoundAsync(cancellationToken);

    public override async Task<string?> WhyNotOpenedAsync(IHost host, CancellationToken cancellationToken = default) =>
        await VdpaUse.WhyBusyAsync(host, Path, cancellationToken) is { } why ? $"{Name} is {why}" : null;
}
