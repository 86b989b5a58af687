using System.Collections.Immutable;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Environments;
using TestHarness.Environments.Reading;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Npiv;

/// <summary>vHBAs, and the storage pools of libvirt that bring them.</summary>
internal sealed class NpivKind : DeviceKind
{
    /// <summary>Lists vports with their WWPNs, by which the ledger names them.</summary>
    private const string Vports = """
        in_sysfs && for vport in /sys/class/fc_vports/*; do
            [ -e "$vport" ] || continue
            wwpn=; read -r wwpn 2> /dev/null < "$vport/port_name" || :
            item "${vport##*/}${wwpn:+ (${wwpn#0x})}"
        done
        """;

    public override string Name => "npiv";

    public override ImmutableArray<HostSection> HostSections { get; } = [new VhbaSection()];

    public override ImmutableArray<LeakProbe> LeakProbes { get; } =
    [
        new ScriptProbe("vport", Vports),
        new LibvirtProbe("pool", "pool-list") { SurvivesReboot = true, IsMadeByOthers = true },
    ];

    public override ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [new VhbaLunOfGuest()];

    public override Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        NpivSurvey.MakeAsync(host, cancellationToken);
}
