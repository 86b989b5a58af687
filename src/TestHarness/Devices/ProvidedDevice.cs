using System.Collections.Immutable;
using TestHarness.GuestPlaces;

namespace TestHarness.Devices;

/// <summary>A device that was provided on the hosts of a scenario.</summary>
/// <param name="Places">
/// The places where a guest can run with the device as its disk; empty when the device is not a disk.
/// </param>
/// <param name="Device">The device; null when it is the guest's disk.</param>
public sealed record ProvidedDevice(ImmutableArray<GuestPlace> Places, GuestDevice? Device)
{
    /// <summary>Returns a device that is the guest's disk.</summary>
    public static ProvidedDevice Disk(ImmutableArray<GuestPlace> places) => new(places, null);

    /// <summary>Returns a device that the guest has beside its disk.</summary>
    public static ProvidedDevice Beside(GuestDevice device) => new([], device);
}
