using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Vdpa;

/// <summary>vdpa devices.</summary>
internal sealed class VdpaKind : DeviceKind
{
    public override string Name => "vdpa";

    public override ImmutableArray<LeakProbe> LeakProbes { get; } = [new ScriptProbe("vdpa", "in_sysfs /sys/bus/vdpa/devices/*")];

    public override Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        VdpaSurvey.MakeAsync(host, qemu, cancellationToken);
}
