using System.Collections.Immutable;

namespace TestHarness.Devices.Nvme;

/// <summary>NVMe disks behind a controller that QEMU emulates: every host with a QEMU has them.</summary>
internal sealed class NvmeKind : DeviceKind
{
    public override string Name => "nvme";

    public override ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [new NvmeOfGuest()];

    public override ImmutableArray<string> GuestModules { get; } = ["nvme"];
}
