using TestHarness.Health;
using TestHarness.Hosts;
using TestHarness.Load;
using TestHarness.Storage;

namespace TestHarness.Devices.Vdpa;

/// <summary>A guest's disk on a vdpa device. QEMU keeps the device open until it ends, and no one else can open it meanwhile.</summary>
/// <param name="Other">Another device of the backend, through which a host reads while a guest has this one.</param>
/// <param name="Directory">A directory of the host for what is read.</param>
public sealed record VdpaDisk(VdpaBackend Backend, VdpaDevice Device, VdpaDevice Other, string Directory)
    : GuestDisk(Device.Name.Text, Device.CharacterDevice)
{
    public override bool IsReleasedAtSwitchover => false;

    public override ILunReader ReadOn(IHost host) => new VdpaReader(host, Other, Directory);

    public override Task<HealthReport> CheckAsync(IHost host, CancellationToken cancellationToken = default) => Backend.CheckBoundAsync(cancellationToken);

    public override async Task<string?> WhyNotOpenedAsync(IHost host, CancellationToken cancellationToken = default) =>
        await VdpaUse.WhyBusyAsync(host, Path, cancellationToken) is { } why ? $"{Name} is {why}" : null;
}
