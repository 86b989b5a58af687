using System.Collections.Immutable;
using TestHarness.Ledger;

namespace TestHarness.Devices.Tap;

/// <summary>Tap interfaces for the virtio NICs of guests. Every host has them, so a survey has nothing to ask.</summary>
internal sealed class TapKind : DeviceKind
{
    private const string Taps = """
        in_sysfs && for tap in /sys/class/net/*/tun_flags; do [ ! -e "$tap" ] || in_sysfs "${tap%/tun_flags}"; done
        """;

    public override string Name => "tap";

    public override ImmutableArray<LeakProbe> LeakProbes { get; } = [new ScriptProbe("tap", Taps) { IsMadeByOthers = true }];
}
