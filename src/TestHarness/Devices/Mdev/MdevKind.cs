using System.Collections.Immutable;
using TestHarness.Devices.Mdev.Provisioning;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Capabilities;

namespace TestHarness.Devices.Mdev;

/// <summary>mdevs, and their definitions in the files of mdevctl.</summary>
internal sealed class MdevKind : DeviceKind
{
    private const string Definitions = """
        [ -d /etc/mdevctl.d ] || return 0
        readable /etc/mdevctl.d || return
        for parent in /etc/mdevctl.d/*/; do
            [ -d "$parent" ] || continue
            readable "$parent" || return
            for file in "$parent"*-*-*-*-*; do [ ! -f "$file" ] || [ -L "$file" ] || item "${file#/etc/mdevctl.d/}"; done
        done
        """;

    public override string Name => "mdev";

    public override ImmutableArray<LeakProbe> LeakProbes { get; } =
    [
        new ScriptProbe("mdev", "in_sysfs /sys/bus/mdev/devices/*"),
        new ScriptProbe("mdev-definition", Definitions) { SurvivesReboot = true },
    ];

    public override ImmutableArray<GuestDeviceKind> GuestDevices { get; } = [new MdevOfGuest()];

    public override Task<ImmutableArray<DeviceOffer>> SurveyAsync(
        IHost host, HostDescription description, QemuBinary qemu, CancellationToken cancellationToken = default) =>
        MdevSurvey.MakeAsync(host, qemu, cancellationToken);
}
