using System.Collections.Immutable;
using TestHarness.Devices.Registry;
using TestHarness.Hosts;
using TestHarness.Ledger;

namespace TestHarness.Tests.Ledger;

/// <summary>Looks of the leak check with the probes of all device kinds.</summary>
internal static class LeakLooks
{
    public static ImmutableArray<LeakProbe> Probes { get; } = [.. OwnLeakProbes.All, .. DeviceKinds.LeakProbes];

    public static Task<LeakCheck> TakeAsync(IHost host) => LeakCheck.TakeAsync(host, DeviceKinds.LeakProbes);

    /// <summary>Makes a look that found these items on host lab1.</summary>
    public static LeakCheck Of(params string[] items) => new("lab1", Probes, [.. items]);
}
