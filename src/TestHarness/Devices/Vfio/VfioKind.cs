using System.Collections.Immutable;
using TestHarness.Devices.Vfio.Nics;
using TestHarness.Environments;
using TestHarness.Environments.Reading;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Vfio;

/// <summary>Virtual functions of NICs, their bindings to vfio-pci, and the networks of libvirt that pass them through.</summary>
internal sealed class VfioKind : DeviceKind
{
    /// <summary>Lists the number of virtual functions of each device that can have some.</summary>
    private const string FunctionCounts = """
        in_sysfs && for count in /sys/bus/pci/devices/*/sriov_numvfs; do
            [ -e "$count" ] || continue
            read -r number < "$count" || return
            device=${count%/sriov_numvfs}; item "${device##*/}: $number"
        done
        """;

    public override string Name => "vfio";

    public override ImmutableArray<HostSection> HostSections { get; } = [new NicSection()];

    public override ImmutableArray<LeakProbe> LeakProbes { get; } =
    [
        new ScriptProbe("vfs", FunctionCounts),
        new ScriptProbe("vfio-pci", "in_sysfs /sys/bus/pci/drivers/vfio-pci/*:*") { IsMadeByOthers = true },
        new LibvirtProbe("network", "net-list") { IsMadeByOthers = true },
    ];

    public override ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [new VfOfGuest()];

    public override ImmutableArray<string> GuestModules { get; } = ["igbvf", "bonding"];

    public override Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        SriovSurvey.MakeAsync(host, description.Nics(), cancellationToken);
}
